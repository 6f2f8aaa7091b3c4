import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  type KeyObject,
} from "node:crypto";
import { readFileSync } from "node:fs";
import { ConfigError } from "../config/config-error.ts";

/** The one algorithm that a key may be used with (RFC 8725, 3.1). */
export type Algorithm = "ES256" | "HS256";

export type TokenKey = { readonly algorithm: Algorithm; readonly kid: string; readonly key: KeyObject };

/** RFC 7518, 3.2: an HS256 key has at least the hash's 256 bits. */
const minSecretBytes = 32;

/** Reads an EC P-256 private key in PEM; `variable` names the setting in a fault. Throws a ConfigError. */
export function readPrivateKey(variable: string, path: string): TokenKey {
  const key = parse(variable, path, "an EC P-256 private key in PEM", createPrivateKey);
  return { algorithm: "ES256", kid: thumbprint(createPublicKey(key)), key };
}

/** Reads an EC P-256 public key in PEM. Throws a ConfigError. */
export function readPublicKey(variable: string, path: string): TokenKey {
  const key = parse(variable, path, "an EC P-256 public key in PEM", (bytes) => {
    // createPublicKey would quietly derive one: a backend must not hold what signs.
    if (bytes.includes("PRIVATE KEY")) throw new Error("private");
    return createPublicKey(bytes);
  });
  return { algorithm: "ES256", kid: thumbprint(key), key };
}

/** Reads an HS256 secret: the file's bytes, without a closing line break. Throws a ConfigError. */
export function readSecret(variable: string, path: string): TokenKey {
  const bytes = stripLineBreak(read(variable, path));
  if (bytes.length < minSecretBytes) {
    throw new ConfigError([`${variable}: expected at least ${minSecretBytes} bytes in ${path}, got ${bytes.length}`]);
  }
  const kid = createHmac("sha256", bytes).update("kid").digest("base64url").slice(0, 16);
  return { algorithm: "HS256", kid, key: createSecretKey(bytes) };
}

export function publicKeyOf(privateKey: TokenKey): TokenKey {
  return { ...privateKey, key: createPublicKey(privateKey.key) };
}

function parse(variable: string, path: string, expected: string, toKey: (bytes: Buffer) => KeyObject): KeyObject {
  const bytes = read(variable, path);
  try {
    const key = toKey(bytes);
    if (key.asymmetricKeyDetails?.namedCurve === "prime256v1") return key;
  } catch {
    // told below, without the library's words: they may quote the file
  }
  throw new ConfigError([`${variable}: expected ${expected} in ${path}`]);
}

function read(variable: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ConfigError([`${variable}: expected a file to read: ${(error as Error).message}`], { cause: error });
  }
}

function stripLineBreak(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)) end--;
  return bytes.subarray(0, end);
}

/** RFC 7638: the SHA-256 of the key's required members in their order. */
function thumbprint(publicKey: KeyObject): string {
  const { crv, kty, x, y } = publicKey.export({ format: "jwk" });
  return createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");
}
