/** gRPC's status codes by name. Source: https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
export const statusCode = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
} as const;

export type StatusName = keyof typeof statusCode;

const names = Object.keys(statusCode) as StatusName[];

/** The name of a gRPC status code; an unknown number is UNKNOWN. */
export function statusNameOf(code: number): StatusName {
  return names[code] ?? "UNKNOWN";
}

/** The HTTP status that tells an HTTP client the same. */
export function httpStatusOf(status: StatusName): number {
  switch (status) {
    case "OK":
      return 200;
    case "INVALID_ARGUMENT":
    case "FAILED_PRECONDITION": // not 412, which speaks of the request's own If-… headers
    case "OUT_OF_RANGE":
      return 400;
    case "UNAUTHENTICATED":
      return 401;
    case "PERMISSION_DENIED":
      return 403;
    case "NOT_FOUND":
      return 404;
    case "ALREADY_EXISTS":
    case "ABORTED":
      return 409;
    case "RESOURCE_EXHAUSTED":
      return 429;
    case "CANCELLED": // nginx's code for a client that went away; nobody is left to read it
      return 499;
    case "UNKNOWN":
    case "INTERNAL":
    case "DATA_LOSS":
      return 500;
    case "UNIMPLEMENTED":
      return 501;
    case "UNAVAILABLE":
      return 503;
    case "DEADLINE_EXCEEDED":
      return 504;
  }
}

/** The gRPC status closest to an HTTP error status. */
export function statusOfHttp(httpStatus: number): StatusName {
  switch (httpStatus) {
    case 400:
    case 405:
    case 413:
    case 415:
    case 422:
      return "INVALID_ARGUMENT";
    case 401:
      return "UNAUTHENTICATED";
    case 403:
      return "PERMISSION_DENIED";
    case 404:
      return "NOT_FOUND";
    case 409:
      return "ABORTED";
    case 429:
      return "RESOURCE_EXHAUSTED";
    case 499:
      return "CANCELLED";
    case 501:
      return "UNIMPLEMENTED";
    case 502:
    case 503:
      return "UNAVAILABLE";
    case 504:
      return "DEADLINE_EXCEEDED";
    default:
      return httpStatus < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
  }
}

/**
 * Whether a status says that the server failed, not its caller: these set ERROR on a server span.
 * Source: https://opentelemetry.io/docs/specs/semconv/rpc/grpc/#grpc-status
 */
export function isServerFault(status: StatusName): boolean {
  switch (status) {
    case "UNKNOWN":
    case "DEADLINE_EXCEEDED":
    case "UNIMPLEMENTED":
    case "INTERNAL":
    case "UNAVAILABLE":
    case "DATA_LOSS":
      return true;
    default:
      return false;
  }
}
