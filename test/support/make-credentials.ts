import { generateKeyPairSync, randomBytes, scryptSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Keys and one app in files of a temporary folder, for a web that signs tokens and backends that verify them. */
export type Credentials = {
  readonly folder: string;
  readonly appKey: string;
  readonly appSecret: string;
  /** The file with it. */
  readonly appSecretFile: string;
  /** PKCS #8 in PEM. */
  readonly privateKey: string;
  readonly publicKeyFile: string;
  readonly secretFile: string;
  /** For web, signing ES256. */
  readonly webEnv: Readonly<Record<string, string>>;
  /** For emoji and voting. */
  readonly backendEnv: Readonly<Record<string, string>>;
  remove(): void;
};

export function makeCredentials(scopes?: string[]): Credentials {
  const folder = mkdtempSync(join(tmpdir(), "emojivoto-"));
  const write = (name: string, content: string) => {
    writeFileSync(join(folder, name), content, { mode: 0o600 });
    return join(folder, name);
  };
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const appKey = "app_test";
  const appSecret = randomBytes(32).toString("base64url");
  const salt = randomBytes(16);
  const hash = scryptSync(appSecret, salt, 32, { N: 1_024, r: 8, p: 1 });
  const secret = `scrypt$1024$8$1$${salt.toString("base64url")}$${hash.toString("base64url")}`;
  const privateKeyPem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const privateKeyFile = write("private.pem", privateKeyPem);
  const publicKeyFile = write("public.pem", publicKey.export({ type: "spki", format: "pem" }).toString());
  const appsFile = write("apps.json", JSON.stringify({ apps: [{ key: appKey, secret, ...(scopes && { scopes }) }] }));
  return {
    folder,
    appKey,
    appSecret,
    appSecretFile: write("app-secret", appSecret),
    privateKey: privateKeyPem,
    publicKeyFile,
    secretFile: write("secret", `${randomBytes(32).toString("hex")}\n`),
    webEnv: { JWT_PRIVATE_KEY_FILE: privateKeyFile, AUTH_APPS_FILE: appsFile },
    backendEnv: { JWT_PUBLIC_KEY_FILE: publicKeyFile },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
