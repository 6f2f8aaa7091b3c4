import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** One service, as far as tests look at it. */
export type ComposeService = {
  readonly image?: string;
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: readonly string[] | Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly (string | { readonly target: string })[];
  readonly tmpfs?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly mem_limit?: string;
  readonly cpus?: number;
  readonly pids_limit?: number;
  readonly stop_grace_period?: string;
};

export type ComposeFile = {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};

/** The top of the repository, where the compose files are. */
export const root = join(import.meta.dirname, "../../..");

export const composeFiles = [
  "docker-compose.yml",
  "docker-compose.mesh.yml",
  "docker-compose.keep-traces.yml",
] as const;

export function readComposeText(file: (typeof composeFiles)[number]): string {
  return readFileSync(join(root, file), "utf8");
}

/** The file with what its anchors stand for, and every `${NAME:-default}` as its default. */
export function readComposeFile(file: (typeof composeFiles)[number]): ComposeFile {
  return parse(readComposeText(file), withDefaults, { merge: true }) as ComposeFile;
}

function withDefaults(_key: unknown, value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll(/\$\{\w+:-([^}]*)\}/g, "$1") : value;
}
