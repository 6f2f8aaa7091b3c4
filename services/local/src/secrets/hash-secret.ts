import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number }, Buffer>(scrypt);

const cost = { N: 16_384, r: 8, p: 1 };
const hashBytes = 32;

/** `scrypt$16384$8$1$<salt>$<hash>`, salt and hash in base64url: the form web keeps app secrets in. */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(secret, salt, hashBytes, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

/** Whether `hashed` is in the form and at the cost of `hashSecret`, and of this secret. */
export async function isHashOf(secret: string, hashed: string): Promise<boolean> {
  const [, salt = "", hash = ""] = /^scrypt\$16384\$8\$1\$([\w-]+)\$([\w-]{43})$/.exec(hashed) ?? [];
  if (hash === "") return false;
  const derived = await derive(secret, Buffer.from(salt, "base64url"), hashBytes, cost);
  return timingSafeEqual(derived, Buffer.from(hash, "base64url"));
}
