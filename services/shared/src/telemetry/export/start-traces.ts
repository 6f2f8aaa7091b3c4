import { context, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { type SpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { createSpanProcessor } from "./create-span-processor.ts";
import type { Pipeline, PipelineParts } from "./pipeline.ts";
import { createPropagator } from "../environment/propagator.ts";
import { createSampler } from "../environment/sampler.ts";
import { spanLimits } from "../environment/span-limits.ts";

/**
 * Makes spans, and exports them as OTEL_TRACES_EXPORTER says. With `none` there are spans all the same, so that
 * answers and log lines can name their trace. `spanProcessors` see every span beside the exporter.
 */
export async function startTraces(
  parts: PipelineParts,
  spanProcessors: readonly SpanProcessor[] = [],
): Promise<Pipeline> {
  const { env, resource } = parts;
  const exporting = await createSpanProcessor(parts);
  const provider = new TracerProvider({
    resource,
    sampler: createSampler(env),
    spanLimits: spanLimits(env),
    spanProcessors: [...(exporting ? [exporting] : []), ...spanProcessors],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(await createPropagator(env));
  trace.setGlobalTracerProvider(provider);
  return { shutdown: () => provider.shutdown(), abandon: () => exporting?.abandon() };
}
