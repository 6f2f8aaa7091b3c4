import { AppError } from "./app-error.ts";
import { defineErrors } from "./define-errors.ts";
import type { StatusName } from "./status.ts";

/** The errors that any service may throw; a service's own stand in its `errors.ts`. */
export const errors = defineErrors({
  invalidArgument: {
    code: "invalid_argument",
    status: "INVALID_ARGUMENT",
    message: (field: string, expected: string, got: string) => `Expected \`${field}\` to be ${expected}, got ${got}`,
  },
  malformedMessage: {
    code: "malformed_message",
    status: "INVALID_ARGUMENT",
    message: "The request's bytes are not a valid protobuf message of this method",
  },
  tokenRequired: {
    code: "token_required",
    status: "UNAUTHENTICATED",
    message: "This needs a token: send `authorization: Bearer …` with one from POST /auth",
  },
  invalidToken: {
    code: "invalid_token",
    status: "UNAUTHENTICATED",
    message: (reason: string) => `The token was refused: ${reason}`,
  },
  cancelled: { code: "cancelled", status: "CANCELLED", message: "The caller went away" },
  deadlineExceeded: {
    code: "deadline_exceeded",
    status: "DEADLINE_EXCEEDED",
    retryable: true,
    message: "The answer did not come in time",
  },
  unavailable: {
    code: "unavailable",
    status: "UNAVAILABLE",
    retryable: true,
    message: "A service that this needs cannot be reached: try again",
  },
  stopping: {
    code: "stopping",
    status: "UNAVAILABLE",
    retryable: true,
    message: "This service is stopping: try again",
  },
  internal: { code: "internal", status: "INTERNAL", message: "internal error" },
});

/**
 * Anything that was thrown, as an AppError: itself if it is one; `cancelled` or `deadline_exceeded` for the
 * reasons of an aborted signal; `internal` for the rest. The thrown value stays as the cause, for the log.
 */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const name = thrown instanceof Error ? thrown.name : undefined;
  if (name === "TimeoutError") return errors.deadlineExceeded({ cause: thrown });
  if (name === "AbortError") return errors.cancelled({ cause: thrown });
  return errors.internal({ cause: thrown });
}

/** The error for a status that came without an entry of a catalogue: from a proxy, or from the gRPC library. */
export function errorOfStatus(status: StatusName, cause: unknown): AppError {
  switch (status) {
    case "CANCELLED":
      return errors.cancelled({ cause });
    case "DEADLINE_EXCEEDED":
      return errors.deadlineExceeded({ cause });
    case "UNAVAILABLE":
      return errors.unavailable({ cause });
    default:
      return new AppError({ code: status.toLowerCase(), status }, `The service answered ${status}`, { cause });
  }
}
