import { Span_SpanKind, Status_StatusCode } from "@emojivoto/proto/otlp/trace";
import { z } from "zod";
import { attributes, resource, scope } from "./attributes.ts";
import { enumOf, id, list, message, text, uint32, uint64 } from "./values.ts";

const event = z.object({ timeUnixNano: uint64, name: text, attributes, droppedAttributesCount: uint32 });

const link = z.object({
  traceId: id,
  spanId: id,
  traceState: text,
  attributes,
  droppedAttributesCount: uint32,
  flags: uint32,
});

const span = z.object({
  traceId: id,
  spanId: id,
  traceState: text,
  parentSpanId: id,
  flags: uint32,
  name: text,
  kind: enumOf(Span_SpanKind, "SPAN_KIND_"),
  startTimeUnixNano: uint64,
  endTimeUnixNano: uint64,
  attributes,
  droppedAttributesCount: uint32,
  events: list(event),
  droppedEventsCount: uint32,
  links: list(link),
  droppedLinksCount: uint32,
  status: message(z.object({ message: text, code: enumOf(Status_StatusCode, "STATUS_CODE_") })),
});

/** An ExportTraceServiceRequest in OTLP/JSON, as ts-proto's `fromPartial` takes it. */
export const traceRequest = z.object({
  resourceSpans: list(
    z.object({
      resource,
      schemaUrl: text,
      scopeSpans: list(z.object({ scope, schemaUrl: text, spans: list(span) })),
    }),
  ),
});
