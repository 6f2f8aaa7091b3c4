/**
 * What a run measures, by k6's names where k6 has one. `…_duration` is from the intended start, for a visit's later
 * requests from the end of the step before; `…_service_time` from the send; `dispatch_lag` is how much later than
 * intended the generator started a visit.
 */
export const trendMetrics = [
  "http_req_duration",
  "http_req_service_time",
  "grpc_req_duration",
  "grpc_req_service_time",
  "visit_duration",
  "dispatch_lag",
] as const;
/** Counts, which have a rate too. */
export const counterMetrics = ["http_reqs", "grpc_reqs", "visits", "dropped_visits"] as const;
/** Shares of what ended as an error or a timeout; what was expected or aborted did not fail. */
export const shareMetrics = ["http_req_failed", "grpc_req_failed", "visit_failed"] as const;

export type TrendMetric = (typeof trendMetrics)[number];
export type CounterMetric = (typeof counterMetrics)[number];
export type ShareMetric = (typeof shareMetrics)[number];

/** What a metric can be narrowed by; visits have only `scenario` and `outcome`, drops and lag only `scenario`. */
export const tagNames = ["scenario", "method", "route", "status", "outcome"] as const;
/** `status` is a status (`503`, `UNAVAILABLE`), a class of HTTP's (`5xx`), or `none` where no answer came. */
export type Tags = Partial<Record<(typeof tagNames)[number], string>>;

/** A distribution of times; all are 0 where `count` is. */
export type Distribution = {
  readonly count: number;
  readonly minMs: number;
  readonly meanMs: number;
  readonly maxMs: number;
  /** `percent` is above 0 and at most 100. */
  percentileMs(percent: number): number;
};

/** What was measured so far, the warm-up left out. */
export type Measured = {
  trend(metric: TrendMetric, tags?: Tags): Distribution;
  count(metric: CounterMetric, tags?: Tags): number;
  /** Failed of all that ended by themselves. */
  share(metric: ShareMetric, tags?: Tags): { readonly failed: number; readonly total: number };
  /** Of the measured part. */
  readonly elapsedMs: number;
};
