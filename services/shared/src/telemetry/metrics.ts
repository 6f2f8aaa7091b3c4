import { collectDefaultMetrics, type OpenMetricsContentType, Registry } from "prom-client";

/** Metrics that are read in the OpenMetrics format, whose exemplars link to traces. */
export type Metrics = Registry<OpenMetricsContentType>;

/** A registry that already has the process's and Node's own metrics. */
export function createMetrics(): Metrics {
  const registry: Metrics = new Registry();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  collectDefaultMetrics({ register: registry });
  return registry;
}
