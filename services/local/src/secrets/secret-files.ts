import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import { allowApp } from "./apps-file.ts";
import { readIfThere, readOrMake, replaceFile } from "./secret-file.ts";

/** The files that let web sign, the backends verify and vote-bot sign in; each of mode 0600. */
export type SecretFiles = {
  readonly privateKeyFile: string;
  readonly publicKeyFile: string;
  readonly appKeyFile: string;
  readonly appSecretFile: string;
  readonly appsFile: string;
};

export function secretFilesIn(folder: string): SecretFiles {
  return {
    privateKeyFile: join(folder, "jwt-private.pem"),
    publicKeyFile: join(folder, "jwt-public.pem"),
    appKeyFile: join(folder, "app-key"),
    appSecretFile: join(folder, "app-secret"),
    appsFile: join(folder, "apps.json"),
  };
}

/** A folder for each reader: what emoji and voting, or vote-bot, can read then holds nothing of web's. */
export function secretFilesByReader(folder: string): SecretFiles {
  return {
    privateKeyFile: join(folder, "web", "jwt-private.pem"),
    publicKeyFile: join(folder, "backends", "jwt-public.pem"),
    appKeyFile: join(folder, "vote-bot", "app-key"),
    appSecretFile: join(folder, "vote-bot", "app-secret"),
    appsFile: join(folder, "web", "apps.json"),
  };
}

/**
 * Makes those that are not there yet. The private key, the app key and the secret are random and made once; the
 * public key and the apps file follow from them, so a set that a killed start left half made is completed.
 * Throws a ConfigError when a folder, which `variable` has named, or a file in it cannot be used.
 */
export async function makeSecrets(files: SecretFiles, variable: string): Promise<void> {
  try {
    for (const file of Object.values(files)) await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await makeKeys(files);
    await makeApp(files);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([`${variable}: expected a folder to keep files in: ${(error as Error).message}`], {
      cause: error,
    });
  }
}

async function makeKeys({ privateKeyFile, publicKeyFile }: SecretFiles): Promise<void> {
  const privateKey = readKey(privateKeyFile, await readOrMake(privateKeyFile, newPrivateKey));
  const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString();
  if ((await readIfThere(publicKeyFile)) !== publicKey) await replaceFile(publicKeyFile, publicKey);
}

async function makeApp({ appKeyFile, appSecretFile, appsFile }: SecretFiles): Promise<void> {
  const key = await readOrMake(appKeyFile, () => `app_${randomBytes(8).toString("hex")}\n`);
  const secret = await readOrMake(appSecretFile, () => `${randomBytes(32).toString("base64url")}\n`);
  if (key.trim() === "") throw emptyFile(appKeyFile);
  if (secret.trim() === "") throw emptyFile(appSecretFile);
  await allowApp(appsFile, key.trim(), secret.trim());
}

function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

function readKey(file: string, pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyDetails?.namedCurve === "prime256v1") return key;
  } catch {
    // The same words for a key of another kind and for what is no key.
  }
  throw new ConfigError([`${file}: expected an EC P-256 private key (PEM); delete it to have a new one made`]);
}

function emptyFile(file: string): ConfigError {
  return new ConfigError([`${file}: expected text, got an empty file; delete it to have it made again`]);
}
