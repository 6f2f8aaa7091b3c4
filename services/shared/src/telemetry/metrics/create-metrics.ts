import { createRequire } from "node:module";
import { Registry } from "prom-client";
import type { Metrics } from "./metrics.ts";
import { addNodeMetrics } from "./node-metrics.ts";

/** A registry that already has the process's and Node's own metrics. */
export function createMetrics(): Metrics {
  const registry: Metrics = new Registry();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  addProcessMetrics(registry);
  addNodeMetrics(registry);
  return registry;
}

/**
 * What prom-client's collectDefaultMetrics registers of the process. Its metrics of Node say what ours do under names
 * of its own, and cannot be left out.
 */
function addProcessMetrics(registry: Metrics): void {
  const require = createRequire(import.meta.url);
  const files = [
    "processCpuTotal",
    "processStartTime",
    "osMemoryHeap",
    "processOpenFileDescriptors",
    "processMaxFileDescriptors",
  ];
  for (const file of files) {
    const add = require(`prom-client/lib/metrics/${file}.js`) as (registry: Metrics, config: object) => void;
    add(registry, {});
  }
}
