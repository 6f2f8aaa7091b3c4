import { createPrivateKey, createPublicKey, randomBytes, scryptSync } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { makeSecrets, type SecretFiles, secretFilesByReader, secretFilesIn } from "./secret-files.ts";

test("a first start makes the whole set, for this user alone, and nothing beside it", async () => {
  const { folder } = await made();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  const names = readdirSync(folder);
  expect(new Set(names)).toEqual(new Set(["app-key", "app-secret", "apps.json", "jwt-private.pem", "jwt-public.pem"]));
  for (const name of names) expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600);
});

test("the set is one: the public key is the private one's, and the app may sign in with the secret", async () => {
  const { files } = await made();
  expect(read(files.publicKeyFile)).toBe(publicKeyOf(files));
  expect(createPrivateKey(read(files.privateKeyFile)).asymmetricKeyDetails?.namedCurve).toBe("prime256v1");
  expectToSignIn(files);
});

test("a second start changes nothing", async () => {
  const { folder, files } = await made();
  const before = contents(folder);
  await makeSecrets(files, "DATA_DIR");
  expect(contents(folder)).toEqual(before);
});

test.each(["privateKeyFile", "publicKeyFile", "appKeyFile", "appSecretFile", "appsFile"] as const)(
  "a set without its %s is completed and is one again",
  async (missing) => {
    const { files } = await made();
    rmSync(files[missing]);
    await makeSecrets(files, "DATA_DIR");
    expect(read(files.publicKeyFile)).toBe(publicKeyOf(files));
    expectToSignIn(files);
  },
);

test("first starts at the same time agree on one set", async () => {
  const folder = temporaryFolder();
  const files = secretFilesIn(folder);
  await Promise.all([makeSecrets(files, "DATA_DIR"), makeSecrets(files, "DATA_DIR"), makeSecrets(files, "DATA_DIR")]);
  expect(read(files.publicKeyFile)).toBe(publicKeyOf(files));
  expectToSignIn(files);
  expect(readdirSync(folder)).toHaveLength(5);
});

test("by reader, no folder holds what its reader need not know", async () => {
  const folder = temporaryFolder();
  const files = secretFilesByReader(folder);
  await makeSecrets(files, "CREDENTIALS_DIR");
  const found = readdirSync(folder).map((reader) => [reader, new Set(readdirSync(join(folder, reader)))]);
  expect(Object.fromEntries(found)).toEqual({
    backends: new Set(["jwt-public.pem"]),
    "vote-bot": new Set(["app-key", "app-secret"]),
    web: new Set(["apps.json", "jwt-private.pem"]),
  });
  expectToSignIn(files);
});

test("other apps in the apps file stay", async () => {
  const { files } = await made();
  const apps = JSON.parse(read(files.appsFile)) as { apps: object[] };
  const other = { key: "app_other", secret: "scrypt$2$1$1$x$y", scopes: [] };
  writeFileSync(files.appsFile, JSON.stringify({ apps: [...apps.apps, other] }));
  rmSync(files.appSecretFile);
  await makeSecrets(files, "DATA_DIR");
  expect((JSON.parse(read(files.appsFile)) as { apps: object[] }).apps).toContainEqual(other);
  expectToSignIn(files);
});

test.each([
  ["privateKeyFile", "-----BEGIN nothing", "expected an EC P-256 private key (PEM); delete it to have a new one made"],
  ["appKeyFile", "\n", "expected text, got an empty file; delete it to have it made again"],
  ["appsFile", "{}", 'expected {"apps": [{"key", "secret", "scopes"}]}; delete it to have it made again'],
] as const)("a %s of other content is kept and named", async (name, content, fault) => {
  const { files } = await made();
  writeFileSync(files[name], content);
  await expect(makeSecrets(files, "DATA_DIR")).rejects.toThrow(`${files[name]}: ${fault}`);
  expect(read(files[name])).toBe(content);
});

test("a folder that is a file is a fault of DATA_DIR", async () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, randomBytes(1));
  await expect(makeSecrets(secretFilesIn(file), "DATA_DIR")).rejects.toThrow(
    /^DATA_DIR: expected a folder to keep files in: EEXIST/,
  );
});

async function made(): Promise<{ folder: string; files: SecretFiles }> {
  const folder = join(temporaryFolder(), "data");
  const files = secretFilesIn(folder);
  await makeSecrets(files, "DATA_DIR");
  return { folder, files };
}

function read(file: string): string {
  return readFileSync(file, "utf8");
}

function contents(folder: string): string[] {
  return readdirSync(folder).map((name) => read(join(folder, name)));
}

function publicKeyOf(files: SecretFiles): string | Buffer {
  return createPublicKey(read(files.privateKeyFile)).export({ type: "spki", format: "pem" });
}

/** The check that web makes. */
function expectToSignIn(files: SecretFiles): void {
  const { apps } = JSON.parse(read(files.appsFile)) as { apps: { key: string; secret: string; scopes: string[] }[] };
  const app = apps.find(({ key }) => key === read(files.appKeyFile).trim());
  expect(app?.scopes).toEqual(["emojis:read", "votes:write", "leaderboard:read"]);
  const [, N, r, p, salt = "", hash] = app?.secret.split("$") ?? [];
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const derived = scryptSync(read(files.appSecretFile).trim(), Buffer.from(salt, "base64url"), 32, cost);
  expect(derived.toString("base64url")).toBe(hash);
}
