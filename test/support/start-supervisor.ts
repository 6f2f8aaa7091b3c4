import { spawn } from "node:child_process";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type WatchedProcess, watchProcess } from "./watch-process.ts";

const root = join(import.meta.dirname, "../..");

/** The script that every root script runs. */
export const bootstrap = join(root, "services/local/bootstrap.mjs");

/** `npm start` as a process. */
export type Supervisor = WatchedProcess & {
  /** Resolves to the vote page's URL once all services are ready. */
  url(): Promise<string>;
  /** Resolves to the port that a service says it listens on: `portOf("web", "admin")`. */
  portOf(service: string, name: string): Promise<number>;
};

type SupervisorOptions = {
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What to run the task `start` by, when not by this Node and the bootstrap. */
  readonly by?: readonly [string, ...string[]];
  /** For one started in `beforeAll`: its stop is the caller's. */
  readonly keep?: boolean;
};

/** Without a trace store and its page, which most tests do not look at. */
export const withoutTraces = { OTEL_TRACES_EXPORTER: "none" };

/** The kernel's choice for every port, so that nothing on this machine is in the way. */
const freePorts = Object.fromEntries(
  `WEB EMOJI VOTING WEB_ADMIN EMOJI_ADMIN VOTING_ADMIN VOTE_BOT_ADMIN MESH_ADMIN TRACES OTLP_GRPC OTLP_HTTP`
    .split(" ")
    .map((name) => [`${name}_PORT`, "0"]),
);

/** Starts the supervisor with its data in `dataDir`; it is stopped at the end of the test. */
export function startSupervisor(dataDir: string, options: SupervisorOptions = {}): Supervisor {
  const { flags = [], env = {}, by = [process.execPath, bootstrap, "start"], keep = false } = options;
  const [command, ...args] = by;
  const child = spawn(command, [...args, ...flags], {
    cwd: root,
    env: { ...process.env, ...freePorts, DATA_DIR: dataDir, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const watched = watchProcess("npm start", child);
  if (!keep) onTestFinished(async () => void (await watched.stop()));
  return {
    ...watched,
    url: async () => /https?:\S+/.exec(await watched.line(/vote page +http/))?.[0] ?? "",
    portOf: async (service, name) => {
      const line = await watched.line(new RegExp(`^${service} +│ listening`));
      return Number(new RegExp(`ports\\.${name}=(\\d+)`).exec(line)?.[1]);
    },
  };
}
