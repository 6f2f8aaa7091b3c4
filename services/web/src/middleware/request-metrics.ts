import { createRequestRecorder } from "@emojivoto/shared/telemetry/metrics/http-metrics.ts";
import type { Metrics } from "@emojivoto/shared/telemetry/metrics/metrics.ts";
import type { NextFunction, Request, Response } from "express";
import { routeOf } from "./route-of.ts";

/** Measures each request when it is over, those that the client abandons too. */
export function requestMetrics(metrics: Metrics) {
  const begin = createRequestRecorder(metrics);
  return function requestMetricsMiddleware(request: Request, response: Response, next: NextFunction): void {
    const end = begin();
    response.once("close", () => {
      end({
        method: request.method,
        scheme: request.protocol,
        route: routeOf(request),
        status: response.headersSent ? response.statusCode : undefined,
        isComplete: response.writableFinished,
      });
    });
    next();
  };
}
