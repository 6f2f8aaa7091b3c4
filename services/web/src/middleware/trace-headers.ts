import { trace } from "@opentelemetry/api";
import type { NextFunction, Request, Response } from "express";

/**
 * Tells the caller the trace of its request: `traceresponse` (W3C Trace Context Level 2), the same in
 * `Server-Timing`, which a page's script can read, and `x-request-id`, which a mesh's access log has.
 */
export function traceHeaders() {
  return function traceHeadersMiddleware(_request: Request, response: Response, next: NextFunction): void {
    const span = trace.getActiveSpan()?.spanContext();
    if (span !== undefined) {
      const flags = span.traceFlags.toString(16).padStart(2, "0");
      const traceparent = `00-${span.traceId}-${span.spanId}-${flags}`;
      response.set({
        "x-request-id": span.traceId,
        traceresponse: traceparent,
        "Server-Timing": `traceparent;desc="${traceparent}"`,
      });
    }
    next();
  };
}
