import { TraceFlags } from "@opentelemetry/api";
import {
  BatchSpanProcessor,
  ConsoleSpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace";
import { batching, concurrencyLimit } from "../environment/batching.ts";
import { createExportQueue } from "./export-queue.ts";
import { createLossCounter } from "./loss-counter.ts";
import { createSpanExporter } from "./otlp-exporters.ts";
import { createOutage } from "./outage.ts";
import type { Pipeline, PipelineParts } from "./pipeline.ts";
import { METRIC_SPANS_LOST } from "./telemetry-metrics.ts";

/** Longer than the SDK's 2,048, which overflow under load. */
const defaultQueueSize = 16_384;

/** The processor that OTEL_TRACES_EXPORTER asks for; undefined for `none`. */
export async function createSpanProcessor(
  parts: Omit<PipelineParts, "resource">,
): Promise<(SpanProcessor & Pick<Pipeline, "abandon">) | undefined> {
  const { env, metrics, log } = parts;
  const countLoss = createLossCounter(metrics, METRIC_SPANS_LOST, "Spans that did not reach the receiver");
  if (env["OTEL_TRACES_EXPORTER"] === "none") return undefined;
  if (env["OTEL_TRACES_EXPORTER"] === "console") {
    const processor = new SimpleSpanProcessor({ exporter: new ConsoleSpanExporter() });
    return Object.assign(processor, { abandon: () => {} });
  }
  const batches = batching(env, "OTEL_BSP", defaultQueueSize);
  const queue = createExportQueue<ReadableSpan>({
    exporter: await createSpanExporter(env, { concurrencyLimit: concurrencyLimit(batches) }),
    maxItems: batches.maxQueueSize,
    outage: createOutage("traces", log, countLoss),
  });
  const batch = new BatchSpanProcessor({ exporter: queue.exporter, ...batches });
  return {
    onStart: () => {},
    onEnd: (span) => {
      const isSampled = (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
      if (isSampled && queue.admit()) batch.onEnd(span);
    },
    forceFlush: () => batch.forceFlush(),
    shutdown: () => batch.shutdown(),
    abandon: queue.abandon,
  };
}
