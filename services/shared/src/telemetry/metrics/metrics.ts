import type { OpenMetricsContentType, Registry } from "prom-client";

/** Metrics that are read in the OpenMetrics format, whose exemplars link to traces. */
export type Metrics = Registry<OpenMetricsContentType>;
