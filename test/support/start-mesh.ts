import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
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
  const endedEarly = mesh.ended.then((end): never => {
    throw new Error(`the mesh ended with ${end} before it was ready:\n${mesh.lines.join("\n")}`);
  });
  const [message] = (await Promise.race([once(child, "message"), endedEarly])) as [{ ports: Record<string, number> }];
  return {
    ...mesh,
    ports: message.ports,
    setAppPort: (workload, port) => void child.send({ type: "app", workload, port }),
  };
}
