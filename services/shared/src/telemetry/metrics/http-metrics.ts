import { Histogram } from "prom-client";
import { exemplarLabels } from "./exemplar-labels.ts";
import type { Metrics } from "./metrics.ts";

/** One request that a server is done with. */
export type ServedRequest = {
  readonly method: string;
  readonly scheme: string;
  /** The route's pattern; undefined where none matched. */
  readonly route: string | undefined;
  /** Undefined where none was sent. */
  readonly status: number | undefined;
  /** False where the client left before the answer was whole. */
  readonly isComplete: boolean;
};

/** Begins a request; the function that it returns ends it. */
export type BeginRequest = () => (request: ServedRequest) => void;

/** The boundaries that the conventions recommend, in seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** Others are told as `_OTHER`: a label's values must not be the caller's to choose. */
const knownMethods = new Set(["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"]);

/** `http.server.request.duration` on `metrics`, with the span that is active when a request begins as its exemplar. */
export function createRequestRecorder(metrics: Metrics): BeginRequest {
  const duration = new Histogram({
    name: "http_server_request_duration_seconds",
    help: "Duration of the HTTP requests answered",
    labelNames: ["http_request_method", "url_scheme", "http_route", "http_response_status_code", "error_type"],
    buckets,
    registers: [metrics],
    enableExemplars: true,
  });
  return () => {
    const startedAt = performance.now();
    const exemplar = exemplarLabels() ?? {};
    return (request) => {
      const value = (performance.now() - startedAt) / 1_000;
      duration.observe({ labels: labelsOf(request), value, exemplarLabels: exemplar });
    };
  };
}

function labelsOf(request: ServedRequest): Record<string, string | number> {
  const { method, scheme, route, status } = request;
  const errorType = errorTypeOf(request);
  return {
    http_request_method: knownMethods.has(method) ? method : "_OTHER",
    url_scheme: scheme,
    ...(route !== undefined && { http_route: route }),
    ...(status !== undefined && { http_response_status_code: status }),
    ...(errorType !== undefined && { error_type: errorType }),
  };
}

/** To a server only its own fault is an error; and a client that did not wait for the answer. */
function errorTypeOf({ status = 0, isComplete }: ServedRequest): string | undefined {
  if (!isComplete) return "client_closed_request";
  return status >= 500 ? String(status) : undefined;
}
