import type { Metrics } from "@emojivoto/shared/telemetry/metrics/metrics.ts";
import { Counter } from "prom-client";
import type { ProxySide } from "./spans/span-record.ts";

/** What the proxies count of themselves. */
export type MeshMetrics = {
  /** An answer with this HTTP status; a gRPC error has status 200. */
  answered(proxy: ProxySide, status: number): void;
  exported(spans: number): void;
  dropped(spans: number): void;
};

/** Registers `emojivoto_mesh_requests_total`, and the spans `…_spans_exported_total` and `…_spans_dropped_total`. */
export function createMeshMetrics(metrics: Metrics): MeshMetrics {
  const registers = [metrics];
  const requests = new Counter({
    name: "emojivoto_mesh_requests_total",
    help: "Requests that the proxies answered, by the workload beside them and the class of the HTTP status",
    labelNames: ["workload", "direction", "status"],
    registers,
  });
  const exported = new Counter({
    name: "emojivoto_mesh_spans_exported_total",
    help: "Spans of the proxies that the receiver took",
    registers,
  });
  const dropped = new Counter({
    name: "emojivoto_mesh_spans_dropped_total",
    help: "Spans of the proxies that were lost: the queue was full or the receiver did not take them",
    registers,
  });
  return {
    answered: ({ workload, direction }, status) =>
      requests.inc({ workload, direction, status: `${Math.floor(status / 100)}xx` }),
    exported: (spans) => exported.inc(spans),
    dropped: (spans) => dropped.inc(spans),
  };
}
