import { existsSync } from "node:fs";
import { join } from "node:path";
import { localReceiver } from "./local-receiver.ts";
import { root } from "./root.ts";
import { secretFilesIn } from "./secrets/secret-files.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What is where `npm start` has it. */
export type Local = {
  readonly otlpPort?: number;
  readonly dataFolder?: string;
};

/**
 * What to add to the environment of a load test that a person starts, where neither that nor the flags say otherwise:
 * it runs beside `npm start`, whose services have the fixed ports, and its reader wants the live view and the report
 * rather than a line for each vote.
 */
export async function loadDefaults(
  env: Environment,
  args: readonly string[],
  { otlpPort, dataFolder = join(root, env["DATA_DIR"] || ".data") }: Local = {},
): Promise<Record<string, string>> {
  const receiver = await localReceiver(env, otlpPort);
  const defaults: Record<string, string> = {
    PROM_PORT: "0",
    LISTEN_HOST: "127.0.0.1",
    LOG_LEVEL: "warn",
    VISIT_LINES: "off",
    // Services that have just started are still being compiled: that is not what a test of load asks about.
    WARMUP: "auto",
    ...receiver,
    // Who takes the traces shows them: the local store and Jaeger have the same port for it.
    ...("OTEL_EXPORTER_OTLP_ENDPOINT" in receiver && { JAEGER_URL: "http://localhost:16686" }),
    ...localCredentials(env, args, dataFolder),
  };
  return Object.fromEntries(Object.entries(defaults).filter(([name]) => !env[name]));
}

/** Those of `npm start`, for its own web: another target is not to be sent a secret that nobody meant for it. */
function localCredentials(env: Environment, args: readonly string[], folder: string): Record<string, string> {
  const { appKeyFile, appSecretFile } = secretFilesIn(folder);
  const isElsewhere = Boolean(env["WEB_HOST"]) || hasFlag(args, "--target");
  const hasOwn =
    ["APP_KEY", "APP_KEY_FILE", "APP_SECRET_FILE"].some((name) => Boolean(env[name])) || hasFlag(args, "--app-");
  if (isElsewhere || hasOwn || !existsSync(appKeyFile) || !existsSync(appSecretFile)) return {};
  return { APP_KEY_FILE: appKeyFile, APP_SECRET_FILE: appSecretFile };
}

function hasFlag(args: readonly string[], prefix: string): boolean {
  return args.some((arg) => arg.startsWith(prefix));
}
