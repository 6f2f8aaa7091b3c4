import { join } from "node:path";
import type { StartConfig } from "../config.ts";
import type { SecretFiles } from "../secrets/secret-files.ts";
import { addressOf, type LocalService, type Ports, type ServiceName } from "./local-service.ts";
import { keepsTraces } from "./traces.ts";

/** The port that a backend or web serves on: its own, or under a mesh a free one behind its inbound proxy. */
const served = (config: StartConfig, port: number) => (config.withMesh ? 0 : port);

/** Where `caller` finds `service`: at the service itself, or at its own outbound proxy. */
function upstream(config: StartConfig, ports: Ports, caller: ServiceName, service: ServiceName): string {
  if (config.withMesh) return addressOf(ports, "mesh", `${caller}.${service}`);
  return addressOf(ports, service, service === "web" ? "http" : "grpc");
}

/** The local store's page, for the links of the vote page; a fixed port is known before the store is up. */
function tracesUrl(config: StartConfig, ports: Ports): Readonly<Record<string, string>> {
  if (!keepsTraces(config)) return {};
  return { TRACES_URL: `http://localhost:${ports.get("traces")?.["http"] ?? config.TRACES_PORT}` };
}

export function emoji(config: StartConfig, { publicKeyFile }: SecretFiles): LocalService {
  const grpcPort = served(config, config.EMOJI_PORT);
  return {
    name: "emoji",
    mainFile: "services/emoji/src/main.ts",
    ports: [
      { name: "grpc", variable: "GRPC_PORT", ourVariable: "EMOJI_PORT", port: grpcPort },
      { name: "admin", variable: "PROM_PORT", ourVariable: "EMOJI_ADMIN_PORT", port: config.EMOJI_ADMIN_PORT },
    ],
    env: () => ({ JWT_PUBLIC_KEY_FILE: publicKeyFile }),
  };
}

export function voting(config: StartConfig, { publicKeyFile, folder }: SecretFiles): LocalService {
  const grpcPort = served(config, config.VOTING_PORT);
  return {
    name: "voting",
    mainFile: "services/voting/src/main.ts",
    ports: [
      { name: "grpc", variable: "GRPC_PORT", ourVariable: "VOTING_PORT", port: grpcPort },
      { name: "admin", variable: "PROM_PORT", ourVariable: "VOTING_ADMIN_PORT", port: config.VOTING_ADMIN_PORT },
    ],
    env: () => ({ JWT_PUBLIC_KEY_FILE: publicKeyFile, VOTES_URL: `sqlite:${join(folder, "votes.db")}` }),
  };
}

export function web(config: StartConfig, { privateKeyFile, appsFile }: SecretFiles): LocalService {
  return {
    name: "web",
    mainFile: "services/web/src/main.ts",
    ports: [
      { name: "http", variable: "WEB_PORT", ourVariable: "WEB_PORT", port: served(config, config.WEB_PORT) },
      { name: "admin", variable: "PROM_PORT", ourVariable: "WEB_ADMIN_PORT", port: config.WEB_ADMIN_PORT },
    ],
    env: (ports) => ({
      JWT_PRIVATE_KEY_FILE: privateKeyFile,
      AUTH_APPS_FILE: appsFile,
      EMOJISVC_HOST: upstream(config, ports, "web", "emoji"),
      VOTINGSVC_HOST: upstream(config, ports, "web", "voting"),
      ...tracesUrl(config, ports),
    }),
  };
}

export function voteBot(config: StartConfig, { appKeyFile, appSecretFile }: SecretFiles): LocalService {
  return {
    name: "vote-bot",
    mainFile: "services/vote-bot/src/main.ts",
    ports: [
      { name: "admin", variable: "PROM_PORT", ourVariable: "VOTE_BOT_ADMIN_PORT", port: config.VOTE_BOT_ADMIN_PORT },
    ],
    env: (ports) => ({
      WEB_HOST: upstream(config, ports, "vote-bot", "web"),
      REQUEST_RATE: String(config.REQUEST_RATE),
      // Without the open routes, three visits of four would be errors.
      SCENARIO: config.LEGACY_API === "on" ? "classic=3,auth=1" : "auth",
      VISIT_LINES: "detail",
      APP_KEY_FILE: appKeyFile,
      APP_SECRET_FILE: appSecretFile,
    }),
  };
}
