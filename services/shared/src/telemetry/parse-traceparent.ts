import type { SpanContext } from "@opentelemetry/api";
import { parseTraceParent } from "@opentelemetry/core";

/** The remote span that a W3C `traceparent` names; undefined where the text is none. */
export function parseTraceparent(traceparent: string): SpanContext | undefined {
  const parsed = parseTraceParent(traceparent);
  return parsed === null ? undefined : { ...parsed, isRemote: true };
}
