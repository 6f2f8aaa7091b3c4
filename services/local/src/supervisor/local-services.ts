import { join } from "node:path";
import type { StartConfig } from "../config.ts";
import type { SecretFiles } from "../secrets/secret-files.ts";

type Environment = Readonly<Record<string, string>>;

/** A port of a service: the name it is reported under, the service's variable for it, and ours. */
export type LocalPort = {
  readonly name: "admin" | "grpc" | "http";
  readonly variable: string;
  readonly ourVariable: string;
  readonly port: number;
};

/** Real ports, by service and by name. */
export type Ports = ReadonlyMap<string, Readonly<Record<string, number>>>;

/** A service as `npm start` runs it. */
export type LocalService = {
  readonly name: "emoji" | "voting" | "web" | "vote-bot";
  readonly ports: readonly LocalPort[];
  /** Its variables, ports apart; `ports` holds those of the services started before it. */
  env(ports: Ports): Environment;
};

/** The services in stages: each is started when the one before it is ready, and stopped before it. */
export function localServices(config: StartConfig, files: SecretFiles): LocalService[][] {
  const stages = [[emoji(config, files), voting(config, files)], [web(config, files)]];
  return config.withBot ? [...stages, [voteBot(config, files)]] : stages;
}

/** The address of a service that is up, from this machine. */
export function addressOf(ports: Ports, service: LocalService["name"], name: LocalPort["name"]): string {
  return `127.0.0.1:${ports.get(service)?.[name]}`;
}

/** The variables that give a service its ports: those it had before, or those it was configured with. */
export function portVariables({ ports }: LocalService, before: Readonly<Record<string, number>> = {}): Environment {
  return Object.fromEntries(ports.map(({ name, variable, port }) => [variable, String(before[name] ?? port)]));
}

function emoji(config: StartConfig, { publicKeyFile }: SecretFiles): LocalService {
  return {
    name: "emoji",
    ports: [
      { name: "grpc", variable: "GRPC_PORT", ourVariable: "EMOJI_PORT", port: config.EMOJI_PORT },
      { name: "admin", variable: "PROM_PORT", ourVariable: "EMOJI_ADMIN_PORT", port: config.EMOJI_ADMIN_PORT },
    ],
    env: () => ({ JWT_PUBLIC_KEY_FILE: publicKeyFile }),
  };
}

function voting(config: StartConfig, { publicKeyFile, folder }: SecretFiles): LocalService {
  return {
    name: "voting",
    ports: [
      { name: "grpc", variable: "GRPC_PORT", ourVariable: "VOTING_PORT", port: config.VOTING_PORT },
      { name: "admin", variable: "PROM_PORT", ourVariable: "VOTING_ADMIN_PORT", port: config.VOTING_ADMIN_PORT },
    ],
    env: () => ({ JWT_PUBLIC_KEY_FILE: publicKeyFile, VOTES_URL: `sqlite:${join(folder, "votes.db")}` }),
  };
}

function web(config: StartConfig, { privateKeyFile, appsFile }: SecretFiles): LocalService {
  return {
    name: "web",
    ports: [
      { name: "http", variable: "WEB_PORT", ourVariable: "WEB_PORT", port: config.WEB_PORT },
      { name: "admin", variable: "PROM_PORT", ourVariable: "WEB_ADMIN_PORT", port: config.WEB_ADMIN_PORT },
    ],
    env: (ports) => ({
      JWT_PRIVATE_KEY_FILE: privateKeyFile,
      AUTH_APPS_FILE: appsFile,
      EMOJISVC_HOST: addressOf(ports, "emoji", "grpc"),
      VOTINGSVC_HOST: addressOf(ports, "voting", "grpc"),
    }),
  };
}

function voteBot(config: StartConfig, { appKeyFile, appSecretFile }: SecretFiles): LocalService {
  return {
    name: "vote-bot",
    ports: [
      { name: "admin", variable: "PROM_PORT", ourVariable: "VOTE_BOT_ADMIN_PORT", port: config.VOTE_BOT_ADMIN_PORT },
    ],
    env: (ports) => ({
      WEB_HOST: addressOf(ports, "web", "http"),
      REQUEST_RATE: String(config.REQUEST_RATE),
      // Without the open routes, three visits of four would be errors.
      SCENARIO: config.LEGACY_API === "on" ? "classic=3,auth=1" : "auth",
      VISIT_LINES: "detail",
      APP_KEY_FILE: appKeyFile,
      APP_SECRET_FILE: appSecretFile,
    }),
  };
}
