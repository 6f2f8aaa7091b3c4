import { isSpanContextValid, type SpanContext, trace, TraceFlags } from "@opentelemetry/api";

/** The labels of an OpenMetrics exemplar: they link a measurement to its trace. */
export type ExemplarLabels = { readonly trace_id: string; readonly span_id: string };

/** Of `span`, or of the active one; undefined when no trace would be found, as the span is not sampled. */
export function exemplarLabels(
  span: SpanContext | undefined = trace.getActiveSpan()?.spanContext(),
): ExemplarLabels | undefined {
  if (span === undefined || !isSpanContextValid(span) || (span.traceFlags & TraceFlags.SAMPLED) === 0) return undefined;
  return { trace_id: span.traceId, span_id: span.spanId };
}
