import { once } from "node:events";
import type { LocalService, Ports, ServicePorts } from "../cluster/local-service.ts";
import type { KeptService } from "./keep-running.ts";
import type { StopRequests } from "./stop-requests.ts";

type Stages = readonly (readonly LocalService[])[];

export type SupervisorOptions = {
  /** In the order of starting. */
  readonly stages: Stages;
  /** The same services in the order of stopping. */
  readonly stopOrder: Stages;
  readonly requests: StopRequests;
  /** Starts one service, given the ports of those before it, and keeps it running. */
  keep(service: LocalService, ports: Ports): KeptService;
  onReady(ports: Ports): void;
  onStopping(): void;
};

/**
 * Starts the stages one after another, waits for the word to stop, and stops them in their order.
 * Rejects with a ConfigError, everything stopped, when a service cannot use its configuration.
 */
export async function supervise(options: SupervisorOptions): Promise<void> {
  const { stages, stopOrder, requests, keep, onReady, onStopping } = options;
  const started = new Map<LocalService, KeptService>();
  const stopped = requests.stop.aborted ? Promise.resolve() : once(requests.stop, "abort");
  requests.kill.addEventListener("abort", () => {
    for (const service of started.values()) service.kill();
  });

  const startAll = async () => {
    const ports = new Map<string, ServicePorts>();
    for (const stage of stages) {
      if (requests.stop.aborted) return;
      for (const service of stage) started.set(service, keep(service, ports));
      await Promise.all(stage.map(async (service) => ports.set(service.name, await started.get(service)!.ready)));
    }
    if (!requests.stop.aborted) onReady(ports);
  };

  try {
    await Promise.race([startAll(), stopped]);
    await stopped;
  } finally {
    onStopping();
    for (const stage of stopOrder) await Promise.all(stage.map(async (service) => started.get(service)?.stop()));
  }
}
