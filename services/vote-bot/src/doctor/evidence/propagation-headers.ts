import { ATTR_PROPAGATORS } from "@emojivoto/shared/telemetry/environment/propagators-attribute.ts";
import type { TraceSpan } from "../../jaeger/trace-span.ts";

type Header = "traceparent" | "b3" | "x-b3-traceid" | "uber-trace-id";

/** OpenTelemetry's B3 propagator reads both forms whichever it writes. */
const formats: Record<string, { readonly writes: Header; readonly reads: readonly Header[] }> = {
  tracecontext: { writes: "traceparent", reads: ["traceparent"] },
  b3: { writes: "b3", reads: ["b3", "x-b3-traceid"] },
  b3multi: { writes: "x-b3-traceid", reads: ["b3", "x-b3-traceid"] },
  jaeger: { writes: "uber-trace-id", reads: ["uber-trace-id"] },
};

/** OTEL_PROPAGATORS of the process that made the span; W3C where it says nothing. */
export function propagatorsOf({ resource }: TraceSpan): string {
  return String(resource[ATTR_PROPAGATORS] ?? "tracecontext,baggage");
}

/** The headers in which such a process sends trace context. */
export function headersWritten(propagators: string): Header[] {
  return named(propagators).map(({ writes }) => writes);
}

/** The headers from which such a process takes trace context. */
export function headersRead(propagators: string): Header[] {
  return [...new Set(named(propagators).flatMap(({ reads }) => reads))];
}

function named(propagators: string) {
  return propagators
    .split(",")
    .map((name) => formats[name.trim()])
    .filter((format) => format !== undefined);
}
