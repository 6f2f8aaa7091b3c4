import type { StatusName } from "@emojivoto/shared/errors/status.ts";
import { endRpcSpan } from "@emojivoto/shared/telemetry/conventions/rpc-conventions.ts";
import { isSpanContextValid, type SpanContext, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { ATTR_ERROR_TYPE } from "@opentelemetry/semantic-conventions";
import { ATTR_CHOICE } from "../attributes.ts";
import { VisitError } from "../run/visit-error.ts";
import type { OnSpan } from "../web/exchange.ts";

/**
 * Casts a ballot in a CLIENT span of its own, below the active one, which ends as its receipt says; `cast` gets the
 * `traceparent` that makes the other side join it, "" where nothing is traced.
 */
export async function inBallotSpan<R extends { readonly status: StatusName }>(
  choice: string,
  onSpan: OnSpan,
  cast: (traceparent: string) => Promise<R>,
): Promise<R> {
  const attributes = { [ATTR_CHOICE]: choice };
  const span = trace.getTracer("@emojivoto/vote-bot").startSpan("ballot", { kind: SpanKind.CLIENT, attributes });
  if (span.isRecording()) onSpan(span.spanContext().spanId);
  try {
    const result = await cast(traceparentOf(span.spanContext()));
    endRpcSpan(span, SpanKind.CLIENT, result.status);
    return result;
  } catch (error) {
    span.setAttribute(ATTR_ERROR_TYPE, error instanceof VisitError ? error.errorType : "_OTHER");
    span.setStatus({ code: SpanStatusCode.ERROR }).end();
    throw error;
  }
}

/** W3C's, whatever OTEL_PROPAGATORS says: the message's field is defined so. */
function traceparentOf(context: SpanContext): string {
  if (!isSpanContextValid(context)) return "";
  return `00-${context.traceId}-${context.spanId}-${context.traceFlags.toString(16).padStart(2, "0")}`;
}
