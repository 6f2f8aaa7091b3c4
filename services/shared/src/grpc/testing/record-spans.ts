import { context, propagation, trace } from "@opentelemetry/api";
import { emptyResource } from "@opentelemetry/resources";
import type { ReadableSpan } from "@opentelemetry/sdk-trace";
import { onTestFinished } from "vitest";
import { createMetrics } from "../../telemetry/metrics/create-metrics.ts";
import { startTraces } from "../../telemetry/export/start-traces.ts";
import { createGrowingList, type GrowingList } from "./growing-list.ts";

/**
 * Makes spans in this process until the test ends, as a service with the variables of `env` does; a sampled span is
 * listed when it ends.
 */
export async function recordSpans(env: Record<string, string> = {}): Promise<GrowingList<ReadableSpan>> {
  const spans = createGrowingList<ReadableSpan>();
  const parts = {
    env: { OTEL_TRACES_EXPORTER: "none", ...env },
    resource: emptyResource(),
    metrics: createMetrics(),
    log: () => undefined,
  };
  const pipeline = await startTraces(parts, [
    {
      onStart: () => {},
      onEnd: (span) => spans.push(span),
      forceFlush: () => Promise.resolve(),
      shutdown: () => Promise.resolve(),
    },
  ]);
  onTestFinished(async () => {
    await pipeline.shutdown();
    for (const api of [trace, context, propagation]) api.disable();
  });
  return spans;
}
