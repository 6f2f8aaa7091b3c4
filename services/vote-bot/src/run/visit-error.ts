/** A request that failed, and with it its visit; the message says why in plain words and carries nothing that was sent. */
export class VisitError extends Error {
  /** Of which kind, of low cardinality: `connection_refused`, `503`, `unexpected_answer`, … */
  readonly errorType: string;
  readonly outcome: "error" | "timeout" | "aborted";
  /** Whether the other side, or a proxy before it, took the connection. */
  readonly isConnected: boolean;
  /** The status of the answer, if there was one. */
  readonly status: number | string | undefined;

  constructor(reason: string, { errorType, outcome = "error", isConnected = true, status, cause }: VisitErrorOptions) {
    super(reason, { cause });
    this.name = "VisitError";
    this.errorType = errorType;
    this.outcome = outcome;
    this.isConnected = isConnected;
    this.status = status;
  }
}

export type VisitErrorOptions = {
  readonly errorType: string;
  readonly outcome?: VisitError["outcome"];
  readonly isConnected?: boolean;
  readonly status?: number | string | undefined;
  readonly cause?: unknown;
};
