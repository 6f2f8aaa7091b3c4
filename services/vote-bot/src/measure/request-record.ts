/**
 * How a request ended: `ok`; `expected`, a failure that its scenario provokes; `error`; `timeout`; or `aborted`, when
 * the bot itself cut it off. Every request that is sent is exactly one of them.
 */
export const requestOutcomes = ["ok", "expected", "error", "timeout", "aborted"] as const;
export type RequestOutcome = (typeof requestOutcomes)[number];

/** One request that is over. */
export type RequestRecord = {
  readonly protocol: "http" | "grpc";
  readonly scenario: string;
  readonly visitNumber: number;
  readonly method: string;
  readonly route: string;
  /** The HTTP status, or the gRPC status by name; undefined where no answer came. */
  readonly status: number | string | undefined;
  readonly outcome: RequestOutcome;
  /** For `error` and `timeout`: of which kind, of low cardinality, such as `connection_refused` or `503`. */
  readonly errorType: string | undefined;
  /** The same in plain words. */
  readonly reason: string;
  readonly traceId: string;
  readonly isSampled: boolean;
  /** Of its own span in that trace, where there is one. */
  readonly spanId: string | undefined;
  /** In milliseconds of `performance.now()`: when it was meant to be sent, was sent, and was over. */
  readonly intendedMs: number;
  readonly sentMs: number;
  readonly endMs: number;
};
