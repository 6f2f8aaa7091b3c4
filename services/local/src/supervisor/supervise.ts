import { once } from "node:events";
import type { KeptService } from "./keep-running.ts";
import type { LocalService, Ports } from "./local-services.ts";
import type { StopRequests } from "./stop-requests.ts";

export type SupervisorOptions = {
  /** In the order of starting. */
  readonly stages: readonly (readonly LocalService[])[];
  readonly requests: StopRequests;
  /** Starts one service, given the ports of those before it, and keeps it running. */
  keep(service: LocalService, ports: Ports): KeptService;
  onReady(ports: Ports): void;
  onStopping(): void;
};

/**
 * Starts the stages one after another, waits for the word to stop, and stops them in the opposite order.
 * Rejects with a ConfigError, everything stopped, when a service cannot use its configuration.
 */
export async function supervise({ stages, requests, keep, onReady, onStopping }: SupervisorOptions): Promise<void> {
  const started: KeptService[][] = [];
  const stopped = requests.stop.aborted ? Promise.resolve() : once(requests.stop, "abort");
  requests.kill.addEventListener("abort", () => started.flat().forEach((service) => service.kill()));

  const startAll = async () => {
    const ports = new Map<string, Readonly<Record<string, number>>>();
    for (const stage of stages) {
      if (requests.stop.aborted) return;
      const kept = stage.map((service) => keep(service, ports));
      started.push(kept);
      const found = await Promise.all(kept.map(({ ready }) => ready));
      for (const [at, service] of stage.entries()) ports.set(service.name, found[at] ?? {});
    }
    if (!requests.stop.aborted) onReady(ports);
  };

  try {
    await Promise.race([startAll(), stopped]);
    await stopped;
  } finally {
    onStopping();
    for (const stage of started.toReversed()) await Promise.all(stage.map((service) => service.stop()));
  }
}
