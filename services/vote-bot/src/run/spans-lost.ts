import { METRIC_SPANS_LOST } from "@emojivoto/shared/telemetry/export/telemetry-metrics.ts";
import type { Metrics } from "@emojivoto/shared/telemetry/metrics/metrics.ts";

/** How many spans of this process were lost so far, for whatever reason. */
export async function spansLost(metrics: Metrics): Promise<number> {
  const counter = await metrics.getSingleMetric(METRIC_SPANS_LOST)?.get();
  return counter?.values.reduce((sum, { value }) => sum + value, 0) ?? 0;
}
