import type { SpanProcessor } from "@emojivoto/shared/telemetry/start-telemetry.ts";
import { SpanStatusCode } from "@opentelemetry/api";
import { toAttribute } from "../../jaeger/to-attribute.ts";
import type { Attributes, TraceSpan } from "../../jaeger/trace-span.ts";

type EndedSpan = Parameters<SpanProcessor["onEnd"]>[0];

/** OpenTelemetry's SpanKind, by number. */
const kinds = ["INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"] as const;

/** Keeps the spans of this process, for a trace backend that does not get them. */
export function keepOwnSpans(): { readonly processor: SpanProcessor; readonly spans: readonly TraceSpan[] } {
  const spans: TraceSpan[] = [];
  return {
    spans,
    processor: {
      onStart: () => {},
      onEnd: (span) => void spans.push(toTraceSpan(span)),
      forceFlush: () => Promise.resolve(),
      shutdown: () => Promise.resolve(),
    },
  };
}

function toTraceSpan(span: EndedSpan): TraceSpan {
  const { traceId, spanId } = span.spanContext();
  return {
    traceId,
    spanId,
    parentSpanId: span.parentSpanContext?.spanId ?? "",
    service: String(toAttribute(span.resource.attributes["service.name"])),
    name: span.name,
    kind: kinds[span.kind] ?? "INTERNAL",
    startMs: toMs(span.startTime),
    durationMs: toMs(span.duration),
    isError: span.status.code === SpanStatusCode.ERROR,
    attributes: toAttributes(span.attributes),
    resource: toAttributes(span.resource.attributes),
  };
}

function toAttributes(attributes: EndedSpan["attributes"]): Attributes {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, toAttribute(value)]));
}

function toMs([seconds, nanoseconds]: readonly [number, number]): number {
  return seconds * 1_000 + nanoseconds / 1_000_000;
}
