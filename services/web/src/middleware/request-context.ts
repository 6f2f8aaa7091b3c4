import type { Logger } from "@emojivoto/shared/log/create-logger.ts";
import { msSince } from "@emojivoto/shared/log/ms-since.ts";
import { trace } from "@opentelemetry/api";
import type { NextFunction, Request, Response } from "express";
import { setContext } from "../request-context.ts";
import { routeOf } from "./route-of.ts";

const noTrace = "0".repeat(32);

/**
 * Gives a request its deadline and a signal that aborts when the deadline passes or the client goes away, and
 * writes one log line when it is over.
 */
export function requestContext(timeoutMs: number, log: Logger) {
  return function requestContextMiddleware(request: Request, response: Response, next: NextFunction): void {
    const startedAt = performance.now();
    const gone = new AbortController();
    setContext(response, {
      traceId: trace.getActiveSpan()?.spanContext().traceId ?? noTrace,
      deadline: new Date(Date.now() + timeoutMs),
      signal: gone.signal,
    });
    response.once("close", () => {
      if (!response.writableFinished) gone.abort(new DOMException("the client went away", "AbortError"));
      log.info(
        {
          method: request.method,
          route: routeOf(request) ?? "none",
          status: response.writableFinished ? response.statusCode : 499,
          ms: msSince(startedAt),
          "l5d-client-id": request.get("l5d-client-id"),
        },
        "request",
      );
    });
    next();
  };
}
