import type { KeyValue } from "@emojivoto/proto/otlp/common";
import { type ResourceSpans, type Span, Span_SpanKind } from "@emojivoto/proto/otlp/trace";
import type { SpanRecord } from "./span-record.ts";

/**
 * The real proxies' span flags: "the parent is remote" is known and true, and the sampled bit is 0 even in a
 * sampled trace.
 */
const spanFlags = 0x300;

const startedAtSeconds = Math.floor(performance.timeOrigin / 1_000);

/** OTLP's form of some spans: a resource for each workload, as each has a proxy process of its own in a cluster. */
export function toResourceSpans(spans: readonly SpanRecord[]): ResourceSpans[] {
  return [...Map.groupBy(spans, ({ proxy }) => proxy.workload)].map(([workload, ofWorkload]) => ({
    resource: { attributes: resourceAttributes(workload), droppedAttributesCount: 0, entityRefs: [] },
    scopeSpans: [{ scope: undefined, spans: ofWorkload.map(toSpan), schemaUrl: "" }],
    schemaUrl: "",
  }));
}

function resourceAttributes(workload: string): KeyValue[] {
  return [
    integer("process.pid", process.pid),
    integer("process.start_timestamp", startedAtSeconds),
    text("host.name", workload),
    text("service.name", "linkerd-proxy"),
    text("linkerd.io/proxy-deployment", workload),
    text("linkerd.io/workload-ns", "emojivoto"),
  ];
}

function toSpan({ proxy, kind, traceId, spanId, parentId, name, startMs, endMs, request, status }: SpanRecord): Span {
  return {
    traceId: Buffer.from(traceId, "hex"),
    spanId: Buffer.from(spanId, "hex"),
    traceState: "",
    parentSpanId: Buffer.from(parentId, "hex"),
    flags: spanFlags,
    name,
    kind: Span_SpanKind[kind],
    startTimeUnixNano: nanoseconds(startMs),
    endTimeUnixNano: nanoseconds(endMs),
    attributes: [
      text("direction", proxy.direction),
      ...request.map(([key, value]) => text(key, value)),
      text("http.response.status_code", String(status)),
    ],
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    // A gRPC status comes in the trailers, after the span's end: unset, whatever happened.
    status: { message: "", code: 0 },
  };
}

const text = (key: string, stringValue: string): KeyValue => ({ key, value: { stringValue }, keyStrindex: 0 });

const integer = (key: string, value: number): KeyValue => ({
  key,
  value: { intValue: BigInt(value) },
  keyStrindex: 0,
});

/** In two parts: a double holds no nanoseconds since 1970. */
function nanoseconds(timeMs: number): bigint {
  const wholeMs = Math.floor(timeMs);
  return BigInt(wholeMs) * 1_000_000n + BigInt(Math.floor((timeMs - wholeMs) * 1_000_000));
}
