import { AppError } from "@emojivoto/shared/errors/app-error.ts";
import { abortedBy } from "../run/aborted-by.ts";
import { VisitError } from "../run/visit-error.ts";

/** A VoteSession as it was when it failed. */
export type FailedSession = {
  /** host:port */
  readonly votingAddress: string;
  readonly timeoutMs: number;
  /** The visit's. */
  readonly signal: AbortSignal;
  readonly hasAnswered: boolean;
  readonly isTimedOut: boolean;
};

/** What ended a session, as the gRPC client tells it, in plain words; `errorType` is the gRPC status. */
export function toSessionError(cause: unknown, session: FailedSession): VisitError {
  const { votingAddress, timeoutMs, signal, hasAnswered, isTimedOut } = session;
  if (signal.aborted) return abortedBy(signal, { doing: "VoteSession", cause });
  if (isTimedOut) {
    const reason = `VoteSession: no answer within ${timeoutMs / 1_000} s`;
    return new VisitError(reason, { errorType: "timeout", outcome: "timeout", cause });
  }
  if (!(cause instanceof AppError)) throw cause;
  const { status, code } = cause.entry;
  // A service of ours names its reason; what has none comes from the library, which found nobody or lost them.
  if (code === "unavailable") {
    const reason = hasAnswered
      ? "VoteSession: the connection to voting was lost"
      : `voting at ${votingAddress} cannot be reached`;
    return new VisitError(reason, { errorType: status, isConnected: hasAnswered, cause });
  }
  const outcome = status === "DEADLINE_EXCEEDED" ? "timeout" : "error";
  const reason = `VoteSession ended with ${status}: ${cause.message}`;
  return new VisitError(reason, { errorType: status, outcome, status, cause });
}
