import { resolve } from "node:path";
import type { StartConfig } from "../config.ts";
import { root } from "../root.ts";
import type { SecretFiles } from "../secrets/secret-files.ts";
import { addressOf, adminPort, type LocalService, type Ports, type ServiceName } from "./local-service.ts";
import { keepsTraces, storePort } from "./traces.ts";

/** The port that a backend or web serves on: its own, or under a mesh a free one behind its inbound proxy. */
const served = (config: StartConfig, port: number) => (config.withMesh ? 0 : port);

/** Where `caller` finds `service`: at the service itself, or at its own outbound proxy. */
function upstream(config: StartConfig, ports: Ports, caller: ServiceName, service: ServiceName): string {
  if (config.withMesh) return addressOf(ports, "mesh", `${caller}.${service}`);
  return addressOf(ports, service, service === "web" ? "http" : "grpc");
}

/** The local store's page, for the links of the vote page. */
function tracesUrl(config: StartConfig, ports: Ports): Readonly<Record<string, string>> {
  if (!keepsTraces(config)) return {};
  return { TRACES_URL: `http://localhost:${storePort(config, ports, "http")}` };
}

export function emoji(config: StartConfig, { publicKeyFile }: SecretFiles): LocalService {
  return {
    name: "emoji",
    mainFile: "services/emoji/src/main.ts",
    ports: [
      { name: "grpc", variable: "GRPC_PORT", ourVariable: "EMOJI_PORT", port: served(config, config.EMOJI_PORT) },
      adminPort(config, "EMOJI_ADMIN_PORT"),
    ],
    env: () => ({ JWT_PUBLIC_KEY_FILE: publicKeyFile }),
  };
}

export function voting(config: StartConfig, { publicKeyFile }: SecretFiles): LocalService {
  return {
    name: "voting",
    mainFile: "services/voting/src/main.ts",
    ports: [
      { name: "grpc", variable: "GRPC_PORT", ourVariable: "VOTING_PORT", port: served(config, config.VOTING_PORT) },
      adminPort(config, "VOTING_ADMIN_PORT"),
    ],
    env: () => ({
      JWT_PUBLIC_KEY_FILE: publicKeyFile,
      VOTES_URL: `sqlite:${resolve(root, config.DATA_DIR, "votes.db")}`,
    }),
  };
}

export function web(config: StartConfig, { privateKeyFile, appsFile }: SecretFiles): LocalService {
  return {
    name: "web",
    mainFile: "services/web/src/main.ts",
    ports: [
      { name: "http", variable: "WEB_PORT", ourVariable: "WEB_PORT", port: served(config, config.WEB_PORT) },
      adminPort(config, "WEB_ADMIN_PORT"),
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
    ports: [adminPort(config, "VOTE_BOT_ADMIN_PORT")],
    env: (ports) => ({
      WEB_HOST: upstream(config, ports, "vote-bot", "web"),
      REQUEST_RATE: String(config.REQUEST_RATE),
      // Without the open routes, three visits of four would be errors.
      SCENARIO: config.LEGACY_API === "on" ? "classic=3,auth=1" : "auth",
      VISIT_LINES: "detail",
      UI: "quiet",
      APP_KEY_FILE: appKeyFile,
      APP_SECRET_FILE: appSecretFile,
    }),
  };
}
