import type { LogRecord } from "@emojivoto/proto/otlp/logs";
import type { LogLine, LogsAnswer } from "../api.ts";
import { decodeLogs } from "../store/decode-trace.ts";
import type { Origin } from "../store/origin.ts";
import type { Trace } from "../store/trace.ts";
import { plainAttributes, plainValue } from "./plain-value.ts";

/** `GET /api/traces/{id}/logs`; none of a trace that is not there. */
export function logsOf(trace: Trace | undefined): LogsAnswer {
  if (trace === undefined) return { logs: [] };
  return {
    logs: decodeLogs(trace)
      .map(lineOf)
      .toSorted((a, b) => a.timeMs - b.timeMs),
  };
}

function lineOf({ origin, log }: { readonly origin: Origin; readonly log: LogRecord }): LogLine {
  const body = plainValue(log.body);
  return {
    timeMs: Number(log.timeUnixNano || log.observedTimeUnixNano) / 1e6,
    service: origin.service,
    severity: log.severityText,
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...(log.spanId.length === 8 && { spanId: log.spanId.toString("hex") }),
    attributes: plainAttributes(log.attributes),
  };
}
