import type { JaegerTrace } from "./jaeger-answer.ts";
import type { Attributes, TraceSpan } from "./trace-span.ts";

type JaegerSpan = JaegerTrace["spans"][number];
type Tags = JaegerSpan["tags"];

const kinds: Record<string, TraceSpan["kind"]> = {
  server: "SERVER",
  client: "CLIENT",
  producer: "PRODUCER",
  consumer: "CONSUMER",
};

/** The spans of a trace of Jaeger's query JSON. */
export function toTraceSpans({ spans, processes }: JaegerTrace): TraceSpan[] {
  return spans.map((span) => {
    const attributes = toRecord(span.tags);
    const process = processes[span.processID];
    return {
      traceId: fullTraceId(span.traceID),
      spanId: span.spanID.padStart(16, "0"),
      parentSpanId: parentOf(span),
      service: process?.serviceName ?? "",
      name: span.operationName,
      kind: kinds[String(attributes["span.kind"])] ?? "INTERNAL",
      startMs: span.startTime / 1_000,
      durationMs: span.duration / 1_000,
      isError: attributes["error"] === true || attributes["otel.status_code"] === "ERROR",
      attributes,
      resource: toRecord(process?.tags),
    };
  });
}

/** Old versions leave out leading zeros. */
function fullTraceId(id: string): string {
  return id.padStart(32, "0");
}

/** Links to other spans are references too; the parent is in the same trace. */
function parentOf({ traceID, references }: JaegerSpan): string {
  const parent = references?.find(
    (reference) => reference.refType === "CHILD_OF" && fullTraceId(reference.traceID) === fullTraceId(traceID),
  );
  return parent?.spanID.padStart(16, "0") ?? "";
}

function toRecord(tags: Tags): Attributes {
  return Object.fromEntries((tags ?? []).map(({ key, value }) => [key, value]));
}
