import { afterAll, beforeAll, beforeEach } from "vitest";
import { freePorts } from "./free-ports.ts";
import { type Container, inspectContainer } from "./inspect-container.ts";
import { type composeFiles, readComposeFile } from "./read-compose-file.ts";
import { docker, type Ended, tryCommand } from "./run-docker.ts";

/** A composition of a test's own: its containers, networks, volumes and published ports are nobody else's. */
export type Composition = {
  readonly project: string;
  /** The published port that a variable of docker-compose.yml sets. */
  port(variable: string): number;
  /** What `docker compose …` prints; throws with that and the containers' last lines when it fails. */
  run(...args: string[]): Promise<string>;
  try(...args: string[]): Promise<Ended>;
  /** The id of a service's container. */
  id(service: string): Promise<string>;
  /** Of every container, by service. */
  inspect(): Promise<Map<string, Container>>;
  /** The lines of a service's container. */
  lines(service: string): Promise<string[]>;
};

type Options = {
  readonly files?: readonly (typeof composeFiles)[number][];
  /** Version 2 unless told. */
  readonly command?: readonly string[];
};

/** What was started with a profile is left running by a `down` without it. */
const allProfiles = Object.values(readComposeFile("docker-compose.yml").services)
  .flatMap(({ profiles = [] }) => profiles)
  .join();

/** For a machine that does other things too; a quiet one needs twenty seconds. */
export const upWithinMs = 180_000;

/** Without a cache; with one it is a second. */
const buildWithinMs = 600_000;

/**
 * Within a describe: a composition of images that are up to date, whose end is the tests' end. Of a test that fails,
 * the containers' last lines show.
 */
export function useComposition(name: string, options: Options = {}): Composition {
  const { files = ["docker-compose.yml"], command = ["docker", "compose"] } = options;
  const project = `test-${name}-${process.pid}`;
  const env: Record<string, string> = {};
  const start = [...command, "-p", project, ...files.flatMap((file) => ["-f", file])];
  const tryRun = (...args: string[]) => tryCommand([...start, ...args], env);
  const lastLines = async () => (await tryRun("logs", "--no-color", "--tail=8")).stdout;
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await tryRun(...args);
    if (code === 0) return stdout.trim();
    throw new Error(`compose ${args.join(" ")} ended with ${code}:\n${stdout}${stderr}\n${await lastLines()}`);
  };
  const idsOf = async (...filters: string[]) => {
    const labels = [`com.docker.compose.project=${project}`, ...filters].flatMap((label) => ["-f", `label=${label}`]);
    return (await docker("ps", "-aq", "--no-trunc", ...labels)).split("\n").filter((id) => id !== "");
  };
  const idOf = async (service: string) => {
    const [id] = await idsOf(`com.docker.compose.service=${service}`, "com.docker.compose.oneoff=False");
    if (id === undefined) throw new Error(`${project} has no container of ${service}`);
    return id;
  };

  const end = () => {
    const all = { ...env, COMPOSE_PROFILES: allProfiles };
    return tryCommand([...start, "down", "--volumes", "--remove-orphans", "--timeout=5"], all);
  };

  beforeAll(async () => {
    Object.assign(env, await freePorts());
    await run("build", "--quiet");
  }, buildWithinMs);
  beforeEach(({ onTestFailed }) => onTestFailed(async () => console.error(await lastLines())));
  afterAll(async () => void (await end()), upWithinMs);

  return {
    project,
    port: (variable) => Number(env[variable]),
    try: tryRun,
    run,
    id: idOf,
    inspect: async () => {
      const containers = await Promise.all((await idsOf()).map(inspectContainer));
      return new Map(containers.map((each) => [each.Config.Labels["com.docker.compose.service"]!, each]));
    },
    lines: async (service) => {
      const { stdout, stderr } = await tryCommand(["docker", "logs", await idOf(service)]);
      return `${stdout}${stderr}`.split("\n").filter((line) => line !== "");
    },
  };
}
