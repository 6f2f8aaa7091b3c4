import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";

const services = join(import.meta.dirname, "../../services");

/** A service of ours in a process of its own, as it runs in production. */
export type RunningService = {
  readonly name: string;
  readonly process: ChildProcess;
  /** By name: `admin`, and `grpc` or `http`. */
  readonly ports: Readonly<Record<string, number>>;
  /** All lines of stdout and stderr so far. */
  readonly lines: readonly string[];
  /** Resolves to the first line, past or future, that `pattern` matches; rejects when the process ends without it. */
  line(pattern: RegExp): Promise<string>;
  /** Sends a signal (SIGTERM unless told) and resolves to the exit code, or to the signal's name if that ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
};

/**
 * Starts `services/<name>/src/main.ts` on ports that the kernel chooses and resolves when it is ready; rejects
 * with its output when it ends before. Killed at the end of the test; `keep` for a service started in
 * `beforeAll`, which then is the caller's to stop. `through` is a command to run it under, such as strace.
 */
export async function startService(
  name: "emoji" | "voting" | "web" | "vote-bot",
  env: Record<string, string> = {},
  { keep = false, through = [] }: { keep?: boolean; through?: readonly string[] } = {},
): Promise<RunningService> {
  const service = spawnService(name, env, keep, through);
  const [message] = (await Promise.race([once(service.process, "message"), ended(service)])) as [
    { ports: Record<string, number> },
  ];
  return Object.assign(service, { ports: message.ports });
}

/** The same without waiting: for a service that is not expected to become ready. `ports` is empty. */
export function spawnService(
  name: string,
  env: Record<string, string>,
  keep = false,
  through: readonly string[] = [],
): RunningService {
  const [command, ...args] = [...through, process.execPath, join(services, name, "src/main.ts")];
  const child = spawn(command, args, {
    env: {
      PATH: process.env["PATH"],
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? join(services, "../node_modules/.cache/compile"),
      LISTEN_HOST: "127.0.0.1",
      PROM_PORT: "0",
      GRPC_PORT: "0",
      WEB_PORT: "0",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  if (!keep) onTestFinished(() => void child.kill("SIGKILL"));
  const lines: string[] = [];
  const waiting = new Set<(line: string) => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream! }).on("line", (line) => {
      lines.push(line);
      for (const see of waiting) see(line);
    });
  }
  const closed = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>;
  return {
    name,
    process: child,
    ports: {},
    lines,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const see = (line: string) => {
          if (!pattern.test(line)) return;
          waiting.delete(see);
          resolve(line);
        };
        waiting.add(see);
        for (const line of lines) see(line);
        void closed.then(() => reject(new Error(`${name} ended without a line like ${pattern}:\n${lines.join("\n")}`)));
      }),
    stop: async (signal = "SIGTERM") => {
      child.kill(signal);
      const [code, by] = await closed;
      return code ?? by ?? 0;
    },
  };
}

async function ended(service: RunningService): Promise<never> {
  const [code, signal] = (await once(service.process, "close")) as [number | null, string | null];
  throw new Error(`${service.name} ended with ${code ?? signal} before it was ready:\n${service.lines.join("\n")}`);
}
