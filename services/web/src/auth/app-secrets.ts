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

/** A hash that no secret has, so that an unknown app key takes the path of a known one. */
export function unmatchableHash(): SecretHash {
  return { N: 16_384, r: 8, p: 1, salt: randomBytes(16), hash: randomBytes(32) };
}
