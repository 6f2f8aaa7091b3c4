import { randomBytes } from "node:crypto";
import { ExportLogsServiceRequest } from "@emojivoto/proto/otlp/logs-service";
import { Span_SpanKind, Status_StatusCode } from "@emojivoto/proto/otlp/trace";
import { ExportTraceServiceRequest } from "@emojivoto/proto/otlp/trace-service";

export type Attributes = Readonly<Record<string, string | number>>;

/** A span as a test names it. */
export type TestSpan = {
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits. */
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name?: string;
  readonly kind?: keyof typeof Span_SpanKind;
  /** Since 1970; now unless told. */
  readonly startMs?: number;
  readonly durationMs?: number;
  readonly failed?: boolean;
  readonly attributes?: Attributes;
};

/** Spans of one process. */
export type TestSpans = {
  readonly service: string;
  /** Absent for a mesh's proxy. */
  readonly scope?: string;
  readonly resource?: Attributes;
  readonly spans: readonly TestSpan[];
};

export const newTraceId = () => randomBytes(16).toString("hex");
export const newSpanId = () => randomBytes(8).toString("hex");

/** An encoded ExportTraceServiceRequest. */
export function exportSpans(...groups: readonly TestSpans[]): Buffer {
  const resourceSpans = groups.map(({ service, scope = "", resource = {}, spans }) => ({
    resource: { attributes: attributesOf({ "service.name": service, ...resource }) },
    scopeSpans: [{ scope: { name: scope }, spans: spans.map(spanOf) }],
  }));
  return Buffer.from(
    ExportTraceServiceRequest.encode(ExportTraceServiceRequest.fromPartial({ resourceSpans })).finish(),
  );
}

/** An encoded ExportLogsServiceRequest of one line. */
export function exportLog(service: string, body: string, traceId = ""): Buffer {
  const logRecord = {
    timeUnixNano: nanoseconds(Date.now()),
    severityText: "INFO",
    body: { stringValue: body },
    attributes: attributesOf({ route: "/api/vote" }),
    traceId: Buffer.from(traceId, "hex"),
  };
  const resourceLogs = [
    {
      resource: { attributes: attributesOf({ "service.name": service }) },
      scopeLogs: [{ scope: { name: "pino" }, logRecords: [logRecord] }],
    },
  ];
  return Buffer.from(ExportLogsServiceRequest.encode(ExportLogsServiceRequest.fromPartial({ resourceLogs })).finish());
}

function spanOf(span: TestSpan) {
  const { startMs = Date.now(), durationMs = 1, failed = false } = span;
  return {
    traceId: Buffer.from(span.traceId, "hex"),
    spanId: Buffer.from(span.spanId, "hex"),
    parentSpanId: Buffer.from(span.parentSpanId ?? "", "hex"),
    name: span.name ?? "work",
    kind: Span_SpanKind[span.kind ?? "INTERNAL"],
    startTimeUnixNano: nanoseconds(startMs),
    endTimeUnixNano: nanoseconds(startMs + durationMs),
    attributes: attributesOf(span.attributes ?? {}),
    status: { code: failed ? Status_StatusCode.ERROR : Status_StatusCode.UNSET },
  };
}

function nanoseconds(ms: number): bigint {
  return BigInt(Math.round(ms * 1_000)) * 1_000n;
}

function attributesOf(attributes: Attributes) {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === "string" ? { stringValue: value } : { intValue: BigInt(value) },
  }));
}
