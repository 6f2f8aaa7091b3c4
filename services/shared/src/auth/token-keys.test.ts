import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { publicKeyOf, readPrivateKey, readPublicKey, readSecret } from "./token-keys.ts";

function fileWith(content: string | Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), "emojivoto-keys-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "key");
  writeFileSync(file, content);
  return file;
}

const pemOf = (namedCurve: string) =>
  generateKeyPairSync("ec", { namedCurve }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const publicPemOf = (privatePem: string) =>
  createPublicKey(privatePem).export({ type: "spki", format: "pem" }).toString();

test("a private key and its public key have the same key id", () => {
  const pem = pemOf("P-256");
  const privateKey = readPrivateKey("JWT_PRIVATE_KEY_FILE", fileWith(pem));
  const publicKey = readPublicKey("JWT_PUBLIC_KEY_FILE", fileWith(publicPemOf(pem)));
  expect(publicKey.kid).toBe(privateKey.kid);
  expect(publicKeyOf(privateKey).key.equals(publicKey.key)).toBe(true);
});

test.each<[string, () => unknown, string]>([
  [
    "a missing file",
    () => readSecret("JWT_SECRET_FILE", "/no/such/file"),
    "JWT_SECRET_FILE: expected a file to read: ENOENT",
  ],
  ["a short secret", () => readSecret("JWT_SECRET_FILE", fileWith(`${"x".repeat(31)}\n`)), "at least 32 bytes"],
  ["no PEM", () => readPublicKey("JWT_PUBLIC_KEY_FILE", fileWith("hello")), "expected an EC P-256 public key in PEM"],
  ["another curve", () => readPrivateKey("JWT_PRIVATE_KEY_FILE", fileWith(pemOf("P-384"))), "an EC P-256 private key"],
  [
    "a private key where a public one belongs",
    () => readPublicKey("JWT_PUBLIC_KEY_FILE", fileWith(pemOf("P-256"))),
    "expected an EC P-256 public key in PEM",
  ],
])("%s is a fault that names the variable", (_, read, message) => {
  expect(read).toThrow(message);
});

test("a secret is the file's bytes without the closing line break", () => {
  const bytes = Buffer.alloc(32, 7);
  const { algorithm, key } = readSecret("JWT_SECRET_FILE", fileWith(Buffer.concat([bytes, Buffer.from("\r\n")])));
  expect([algorithm, key.export()]).toEqual(["HS256", bytes]);
});
