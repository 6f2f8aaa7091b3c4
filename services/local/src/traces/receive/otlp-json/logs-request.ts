import { SeverityNumber } from "@emojivoto/proto/otlp/logs";
import { z } from "zod";
import { anyValue, attributes, resource, scope } from "./attributes.ts";
import { enumOf, id, list, message, text, uint32, uint64 } from "./values.ts";

const logRecord = z.object({
  timeUnixNano: uint64,
  observedTimeUnixNano: uint64,
  severityNumber: enumOf(SeverityNumber, "SEVERITY_NUMBER_"),
  severityText: text,
  body: message(anyValue),
  attributes,
  droppedAttributesCount: uint32,
  flags: uint32,
  traceId: id,
  spanId: id,
  eventName: text,
});

/** An ExportLogsServiceRequest in OTLP/JSON, as ts-proto's `fromPartial` takes it. */
export const logsRequest = z.object({
  resourceLogs: list(
    z.object({
      resource,
      schemaUrl: text,
      scopeLogs: list(z.object({ scope, schemaUrl: text, logRecords: list(logRecord) })),
    }),
  ),
});
