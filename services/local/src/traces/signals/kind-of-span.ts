import { Span_SpanKind } from "@emojivoto/proto/otlp/trace";
import type { IncomingSpan } from "../store/trace.ts";

/** Whether a kind is that of work for a caller elsewhere. */
export function isServing(kind: number): boolean {
  return kind === Span_SpanKind.SERVER || kind === Span_SpanKind.CONSUMER;
}

/** Whether a kind is that of a call to elsewhere. */
export function isCalling(kind: number): boolean {
  return kind === Span_SpanKind.CLIENT || kind === Span_SpanKind.PRODUCER;
}

/** Whether a span counts as a request of its service: what it served, or what it began by itself. */
export function isRequest({ operation: { kind, proxy }, parent }: IncomingSpan): boolean {
  if (proxy !== undefined) return false;
  return isServing(kind) || (kind === Span_SpanKind.INTERNAL && parent.high === 0 && parent.low === 0);
}
