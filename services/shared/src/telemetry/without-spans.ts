import { context } from "@opentelemetry/api";
import { suppressTracing } from "@opentelemetry/core";

/** Runs `work`, which makes no spans; what it measures and logs still belongs to the active one. */
export function withoutSpans<T>(work: () => T): T {
  return context.with(suppressTracing(context.active()), work);
}
