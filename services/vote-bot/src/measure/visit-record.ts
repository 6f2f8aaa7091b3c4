/** How a visit ended, as its scenario did; `expected` where a request failed as it was to, `aborted` where the bot cut it off. */
export const visitOutcomes = ["ok", "expected", "error", "timeout", "aborted"] as const;
export type VisitOutcome = (typeof visitOutcomes)[number];

/** One visit that is over. */
export type VisitRecord = {
  readonly number: number;
  readonly scenario: string;
  readonly outcome: VisitOutcome;
  readonly traceId: string;
  readonly isSampled: boolean;
  /** What was voted for, if it came to that. */
  readonly choice: string | undefined;
  /** The status of the last answer, if there was one. */
  readonly status: number | string | undefined;
  /** Of an error that is the visit's own and no request's: what its scenario threw. */
  readonly errorType: string | undefined;
  /** Why it failed, in plain words; empty where it did not. */
  readonly reason: string;
  /** Whether any of its requests reached the other side; true of a visit that tried none. */
  readonly isConnected: boolean;
  /** In milliseconds of `performance.now()`: when it was meant to start, did start, and was over. */
  readonly intendedMs: number;
  readonly startedMs: number;
  readonly endMs: number;
};
