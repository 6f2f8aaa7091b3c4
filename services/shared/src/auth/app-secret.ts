import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const scryptAsync = promisify<string, Buffer, number, { N: number; r: number; p: number }, Buffer>(scrypt);

/** A secret's hash as AUTH_APPS_FILE holds it: `scrypt$N$r$p$salt$hash`, salt and hash in base64url. */
export type SecretHash = {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
};

const form = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([\w-]{16,})\$([\w-]{22,})$/;

/** Reads a hash, or undefined where the text is none. */
export function parseSecretHash(text: string): SecretHash | undefined {
  const [, N, r, p, salt, hash] = form.exec(text) ?? [];
  if (salt === undefined || hash === undefined) return undefined;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const isPowerOfTwo = cost.N > 1 && Number.isInteger(Math.log2(cost.N));
  // Node refuses to use more than 32 MiB: 128 · N · r bytes.
  if (!isPowerOfTwo || cost.r < 1 || cost.p < 1 || 128 * cost.N * cost.r > 32 * 1024 * 1024) return undefined;
  return { ...cost, salt: Buffer.from(salt, "base64url"), hash: Buffer.from(hash, "base64url") };
}

/** Whether `secret` is the one that was hashed; takes the same time whatever the answer. */
export async function isSecret(secret: string, { N, r, p, salt, hash }: SecretHash): Promise<boolean> {
  const actual = await scryptAsync(secret, salt, hash.length, { N, r, p });
  return timingSafeEqual(actual, hash);
}

/** What a new hash costs: some 30 ms and 16 MiB. */
const cost = { N: 16_384, r: 8, p: 1 };
const hashBytes = 32;

/** A new hash of a secret, in the form that `parseSecretHash` reads. */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await scryptAsync(secret, salt, hashBytes, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

/** A hash that no secret has, so that an unknown app key takes the path of a known one. */
export function unmatchableHash(): SecretHash {
  return { ...cost, salt: randomBytes(16), hash: randomBytes(hashBytes) };
}
