import type { ServicePorts } from "../cluster/local-service.ts";
import type { ServiceProcess } from "./start-process.ts";

/** Tells the mesh's proxies where the apps behind them are, again whenever either is started again. */
export type MeshLink = {
  /** A mesh process that has been started. */
  meshStarted(process: ServiceProcess): void;
  /** An app is up; one that serves nobody, as vote-bot, is of no interest. */
  appIsAt(workload: string, ports: ServicePorts): void;
};

export function createMeshLink(): MeshLink {
  const apps = new Map<string, number>();
  let mesh: ServiceProcess | undefined;
  const tell = (workload: string, port: number) => mesh?.send({ type: "app", workload, port });
  return {
    meshStarted: (process) => {
      void process.ready.then(() => {
        mesh = process;
        for (const [workload, port] of apps) tell(workload, port);
      });
    },
    appIsAt: (workload, ports) => {
      const port = ports["grpc"] ?? ports["http"];
      if (port === undefined) return;
      apps.set(workload, port);
      tell(workload, port);
    },
  };
}
