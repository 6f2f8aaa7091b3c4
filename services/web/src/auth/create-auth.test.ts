import { generateKeyPairSync, randomBytes, scryptSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readAuthenticate } from "@emojivoto/shared/auth/create-authenticate.ts";
import { afterAll, expect, test } from "vitest";
import { createAuth } from "./create-auth.ts";

const folder = mkdtempSync(join(tmpdir(), "emojivoto-auth-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const salt = randomBytes(16);
const hash = scryptSync("right", salt, 32, { N: 1_024, r: 8, p: 1 });
const secret = `scrypt$1024$8$1$${salt.toString("base64url")}$${hash.toString("base64url")}`;
const app = { key: "app", secret, scopes: ["votes:write"] };
const AUTH_APPS_FILE = write("apps.json", JSON.stringify({ apps: [app] }));

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const JWT_PRIVATE_KEY_FILE = write("private.pem", String(privateKey.export({ type: "pkcs8", format: "pem" })));
const JWT_PUBLIC_KEY_FILE = write("public.pem", String(publicKey.export({ type: "spki", format: "pem" })));
const JWT_SECRET_FILE = write("secret", randomBytes(32).toString("hex"));

const common = { AUTH_MODE: "optional", AUTH_APPS_FILE, JWT_LIFETIME: 60_000 } as const;

test.each([
  ["ES256", { JWT_PRIVATE_KEY_FILE }, { JWT_PUBLIC_KEY_FILE }],
  ["HS256", { JWT_SECRET_FILE }, { JWT_SECRET_FILE }],
])("a token that web signs by %s is verified by web and by a backend", (algorithm, webKeys, backendKeys) => {
  const auth = createAuth({ ...common, ...webKeys })!;
  const token = auth.issue("app", ["votes:write"], 60);
  expect(JSON.parse(Buffer.from(token.split(".")[0]!, "base64url").toString())).toMatchObject({ alg: algorithm });
  const authenticate = readAuthenticate({ AUTH_MODE: "required", ...backendKeys });
  for (const claims of [auth.verify(token), authenticate(`Bearer ${token}`)]) {
    expect(claims).toMatchObject({ subject: "app", scopes: ["votes:write"] });
  }
});

test("an app signs in with its secret alone", async () => {
  const { checkCredentials } = createAuth({ ...common, JWT_SECRET_FILE })!;
  await expect(checkCredentials("app", "right")).resolves.toEqual({ key: "app", scopes: ["votes:write"] });
  await expect(checkCredentials("app", "wrong")).resolves.toBeUndefined();
  await expect(checkCredentials("nobody", "right")).resolves.toBeUndefined();
});

test("web signs a token for itself where the backends demand one", () => {
  expect(createAuth({ ...common, JWT_SECRET_FILE })?.ownToken()).toBeUndefined();
  const required = createAuth({ ...common, AUTH_MODE: "required", JWT_SECRET_FILE })!;
  expect(required.verify(required.ownToken()!)).toMatchObject({ subject: "web" });
});

test.each([
  ["{", "is not JSON"],
  [JSON.stringify({ apps: [{ key: "app", secret: "plain" }] }), "apps.0.secret: expected `scrypt$N$r$p$salt$hash`"],
  [JSON.stringify({ apps: [{ ...app, scopes: ["everything"] }] }), "apps.0.scopes.0"],
  [JSON.stringify({ apps: [app, app] }), "two apps have the same key"],
])("an apps file like %s is a fault that quotes nothing of it", (content, message) => {
  const read = () => createAuth({ ...common, JWT_SECRET_FILE, AUTH_APPS_FILE: write("bad.json", content) });
  expect(read).toThrow(message);
  expect(read).not.toThrow(salt.toString("base64url"));
});
