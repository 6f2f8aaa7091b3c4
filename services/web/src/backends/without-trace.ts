import { context, ROOT_CONTEXT, trace, TraceFlags } from "@opentelemetry/api";
import { randomBytes } from "node:crypto";

/**
 * Runs `work` below an unsampled parent, which parent-based samplers here and in the called services follow.
 * Suppressing tracing would not do: without a `traceparent` the called service begins a trace of its own.
 */
export function withoutTrace<T>(work: () => T): T {
  const parent = {
    traceId: randomBytes(16).toString("hex"),
    spanId: randomBytes(8).toString("hex"),
    traceFlags: TraceFlags.NONE,
  };
  return context.with(trace.setSpanContext(ROOT_CONTEXT, parent), work);
}
