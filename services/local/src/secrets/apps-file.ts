import { hashSecret, isSecret, parseSecretHash } from "@emojivoto/shared/auth/app-secret.ts";
import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import { z } from "zod";
import { readIfThere, replaceFile } from "./secret-file.ts";

const scopes = ["emojis:read", "votes:write", "leaderboard:read"];

/** What is ours to know of AUTH_APPS_FILE; anything else in it is kept as it is. */
const appsSchema = z.looseObject({ apps: z.array(z.looseObject({ key: z.string(), secret: z.string() })) });

/**
 * Sees to it that `file` (web's AUTH_APPS_FILE) lets the app in with this secret; other apps in it stay.
 * Throws a ConfigError when the file is not of that form.
 */
export async function allowApp(file: string, key: string, secret: string): Promise<void> {
  const { apps, ...rest } = parseApps(file, (await readIfThere(file)) ?? '{"apps":[]}');
  const known = apps.find((app) => app.key === key);
  const hash = known && parseSecretHash(known.secret);
  if (hash !== undefined && (await isSecret(secret, hash))) return;
  const others = apps.filter((app) => app !== known);
  const app = { scopes, ...known, key, secret: await hashSecret(secret) };
  await replaceFile(file, `${JSON.stringify({ ...rest, apps: [app, ...others] }, undefined, 2)}\n`);
}

function parseApps(file: string, content: string): z.output<typeof appsSchema> {
  try {
    return appsSchema.parse(JSON.parse(content));
  } catch (cause) {
    const fault = `${file}: expected {"apps": [{"key", "secret", "scopes"}]}; delete it to have it made again`;
    throw new ConfigError([fault], { cause });
  }
}
