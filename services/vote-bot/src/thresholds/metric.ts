import { counterMetrics, shareMetrics, trendMetrics } from "../measure/measured.ts";
import type { Threshold } from "./threshold.ts";

export type MetricName = Threshold["metric"];
export const metricNames: readonly MetricName[] = [...trendMetrics, ...counterMetrics, ...shareMetrics];

/** Whether it is measured for each request; the others are for each visit. */
export function isOfRequests(metric: MetricName): boolean {
  return metric.startsWith("http_") || metric.startsWith("grpc_");
}
