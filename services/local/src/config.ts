import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import { readConfig } from "@emojivoto/shared/config/read-config.ts";
import { choice, integer, number, optionalText, port, text } from "@emojivoto/shared/config/variables.ts";
import { otlpEnvironmentFaults } from "@emojivoto/shared/telemetry/environment/otlp-environment.ts";
import { z } from "zod";
import { readFlags } from "./flags.ts";

export const configSchema = z.object({
  WEB_PORT: port(8080).describe("HTTP port of web"),
  EMOJI_PORT: port(8081).describe("gRPC port of emoji"),
  VOTING_PORT: port(8082).describe("gRPC port of voting"),
  EMOJI_ADMIN_PORT: port(8801).describe("Admin port of emoji: /healthz, /readyz, /metrics"),
  VOTING_ADMIN_PORT: port(8802).describe("Admin port of voting"),
  WEB_ADMIN_PORT: port(8803).describe("Admin port of web"),
  VOTE_BOT_ADMIN_PORT: port(8804).describe("Admin port of vote-bot"),
  TRACES_PORT: port(16686).describe("Traces: the page and Jaeger's query API"),
  OTLP_GRPC_PORT: port(4317).describe("OTLP over gRPC, of the local trace store"),
  OTLP_HTTP_PORT: port(4318).describe("OTLP over HTTP, of the local trace store"),
  TRACE_STORE_MAX_MB: integer(20, 1, 65_536).describe(
    "Most megabytes of spans that are kept; the oldest traces go first",
  ),
  MESH_ADMIN_PORT: port(8805).describe("Admin port of the stand-in mesh"),
  DATA_DIR: text(".data").describe("Folder of votes, keys and secrets; from the top of the repository"),
  REQUEST_RATE: number(1, 0.001, 100_000).describe("Visits a second of vote-bot; --rate goes first"),
  LEGACY_API: choice("on", ["on", "off"]).describe("web's open routes; when off, vote-bot signs in for every visit"),
  OTEL_EXPORTER_OTLP_ENDPOINT: optionalText().describe(
    "Where traces go instead of the local store; the other OTEL_* variables work too",
  ),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: optionalText().describe("The same for traces alone"),
  OTEL_TRACES_EXPORTER: optionalText().describe("With `none` there are no traces and no local store"),
});

/** What `npm start` was asked to do. */
export type StartConfig = z.output<typeof configSchema> & {
  readonly withBot: boolean;
  /** Stand-in proxies around every service. */
  readonly withMesh: boolean;
  /** All of the services' log lines, their requests too. */
  readonly verbose: boolean;
};

type Environment = Record<string, string | undefined>;

/** Reads flags and variables together; a flag goes before its variable. Throws a ConfigError with all faults. */
export function readStartConfig(args: readonly string[], env: Environment): StartConfig {
  const flags = readFlags(args);
  const { rate, withBot, withMesh, verbose } = flags;
  const faults = [...flags.faults, ...otlpEnvironmentFaults(env)];
  try {
    const variables = readConfig(configSchema, { ...env, REQUEST_RATE: rate ?? env["REQUEST_RATE"] }, (name) =>
      name === "REQUEST_RATE" && rate !== undefined ? "--rate" : name,
    );
    faults.push(...portsGivenTwice(variables));
    if (faults.length === 0) return { ...variables, withBot, withMesh, verbose };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    faults.push(...error.faults);
  }
  throw new ConfigError(faults);
}

function portsGivenTwice(variables: z.output<typeof configSchema>): string[] {
  const users = new Map<unknown, string>();
  const faults: string[] = [];
  for (const [name, value] of Object.entries(variables)) {
    if (!name.endsWith("_PORT") || value === 0) continue;
    const other = users.get(value);
    if (other !== undefined) faults.push(`${name}: expected a port of its own, got that of ${other}, \`${value}\``);
    users.set(value, name);
  }
  return faults;
}
