import { readFileSync } from "node:fs";
import { isSecret, parseSecretHash, type SecretHash, unmatchableHash } from "@emojivoto/shared/auth/app-secret.ts";
import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import { z } from "zod";
import { type Scope, scopes } from "./scopes.ts";

/** An app that may sign in. */
export type App = { readonly key: string; readonly scopes: readonly Scope[] };

/** The app of a key and its secret, or undefined. */
export type CheckCredentials = (key: string, secret: string) => Promise<App | undefined>;

const secretHash = z.string().transform((text, context): SecretHash => {
  const hash = parseSecretHash(text);
  if (hash !== undefined) return hash;
  context.issues.push({ code: "custom", message: "expected `scrypt$N$r$p$salt$hash` of at most 32 MiB", input: "" });
  return z.NEVER;
});

const appsFile = z.object({
  apps: z.array(
    z.object({
      key: z.string().min(1).max(128),
      secret: secretHash,
      scopes: z.array(z.enum(scopes)).default([...scopes]),
    }),
  ),
});

/**
 * Reads AUTH_APPS_FILE, `{"apps": [{"key", "secret": "scrypt$N$r$p$salt$hash", "scopes"?}]}`.
 * Throws a ConfigError that names each fault's place, and quotes nothing of the file.
 */
export function readApps(path: string): CheckCredentials {
  const result = appsFile.safeParse(parseJson(path));
  if (!result.success) {
    throw new ConfigError(
      result.error.issues.map((issue) => `AUTH_APPS_FILE: ${issue.path.join(".") || path}: ${issue.message}`),
    );
  }
  const apps = new Map(result.data.apps.map((app) => [app.key, app]));
  if (apps.size < result.data.apps.length) throw new ConfigError(["AUTH_APPS_FILE: two apps have the same key"]);
  const nobody = unmatchableHash();
  return async (key, secret) => {
    const app = apps.get(key);
    const matches = await isSecret(secret, app?.secret ?? nobody);
    return matches && app !== undefined ? { key: app.key, scopes: app.scopes } : undefined;
  };
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    // A syntax error's message quotes the file.
    const reason =
      error instanceof SyntaxError ? `${path} is not JSON` : `expected a file to read: ${(error as Error).message}`;
    throw new ConfigError([`AUTH_APPS_FILE: ${reason}`], { cause: error });
  }
}
