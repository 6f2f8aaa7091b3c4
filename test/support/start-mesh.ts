import { spawn } from "node:child_process";
import { join } from "node:path";
import { untilReady } from "./until-ready.ts";
import { watchProcess } from "./watch-process.ts";
import type { RunningService } from "./start-service.ts";

const mainFile = join(import.meta.dirname, "../../services/local/src/mesh/main.ts");

/** The stand-in mesh as a process; its ports are named `<workload>.inbound` and `<workload>.<destination>`. */
export type RunningMesh = RunningService & {
  /** Tells where a workload's app listens. */
  setAppPort(workload: string, port: number): void;
};

/** Starts the proxies of `plan` and resolves when they listen; the caller stops them. */
export async function startMesh(plan: object, env: Readonly<Record<string, string>> = {}): Promise<RunningMesh> {
  const child = spawn(process.execPath, [mainFile], {
    env: {
      PATH: process.env["PATH"],
      LISTEN_HOST: "127.0.0.1",
      PROM_PORT: "0",
      MESH_PROXIES: JSON.stringify(plan),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const mesh = watchProcess("mesh", child);
  return {
    ...mesh,
    ports: await untilReady(mesh),
    setAppPort: (workload, port) => void child.send({ type: "app", workload, port }),
  };
}
