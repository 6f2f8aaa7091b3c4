import { spawn } from "node:child_process";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { serviceEnvironment } from "./service-environment.ts";
import { untilReady } from "./until-ready.ts";
import { type WatchedProcess, watchProcess } from "./watch-process.ts";

const services = join(import.meta.dirname, "../../services");

/** A service of ours in a process of its own, as it runs in production. */
export type RunningService = WatchedProcess & {
  /** By name: `admin`, and `grpc` or `http`. */
  readonly ports: Readonly<Record<string, number>>;
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
  return Object.assign(service, { ports: await untilReady(service) });
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
    env: serviceEnvironment({ GRPC_PORT: "0", WEB_PORT: "0", ...env }),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  if (!keep) onTestFinished(() => void child.kill("SIGKILL"));
  return { ...watchProcess(name, child), ports: {} };
}
