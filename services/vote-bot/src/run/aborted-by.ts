import { VisitError, type VisitErrorOptions } from "./visit-error.ts";

type Circumstances = {
  /** What was under way; it begins the message. */
  readonly doing?: string | undefined;
} & Pick<VisitErrorOptions, "isConnected" | "cause">;

/** The VisitError of what `signal` cut off, which says why in the signal's words. */
export function abortedBy(
  { reason }: AbortSignal,
  { doing, isConnected = true, cause = reason }: Circumstances = {},
): VisitError {
  const why = (reason as Error).message;
  const message = doing === undefined ? why : `${doing}: ${why}`;
  return new VisitError(message, { errorType: "aborted", outcome: "aborted", isConnected, cause });
}
