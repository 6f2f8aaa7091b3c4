import { errorOf } from "./error-of.ts";
import type { JaegerSpan, JaegerTag, JaegerTrace } from "./jaeger-trace.ts";
import { proxyDirection } from "./proxy-direction.ts";
import type { Attributes, Span } from "./span.ts";

/** The spans of one trace, earliest first; those of equal start keep their order. */
export function readSpans({ spans, processes }: JaegerTrace): readonly Span[] {
  return spans
    .map((span) => readSpan(span, processes[span.processID]?.serviceName ?? "unknown", processes[span.processID]?.tags))
    .toSorted((a, b) => a.startTimeMs - b.startTimeMs);
}

function readSpan(span: JaegerSpan, service: string, processTags: readonly JaegerTag[] | undefined): Span {
  const attributes = byKey(span.tags);
  const resource = byKey(processTags);
  const references = span.references ?? [];
  const parent = references.find(({ refType, traceID }) => refType === "CHILD_OF" && traceID === span.traceID);
  const error = errorOf(attributes);
  const proxy = proxyDirection(service, attributes);
  return {
    spanId: span.spanID,
    ...(parent === undefined ? {} : { parentId: parent.spanID }),
    service,
    operation: span.operationName,
    kind: textOf(attributes["span.kind"]),
    startTimeMs: span.startTime / 1_000,
    durationMs: span.duration / 1_000,
    ...(error === undefined ? {} : { error }),
    ...(proxy === undefined ? {} : { proxy }),
    attributes,
    resource,
    events: (span.logs ?? []).map(({ timestamp, fields }) => {
      const { event, ...rest } = byKey(fields);
      return { timeMs: timestamp / 1_000, name: textOf(event) || "event", attributes: rest };
    }),
    links: references
      .filter((reference) => reference !== parent)
      .map(({ traceID, spanID }) => ({ traceId: traceID, spanId: spanID })),
  };
}

function byKey(tags: readonly JaegerTag[] = []): Attributes {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
