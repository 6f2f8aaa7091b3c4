import type { CounterMetric, Measured, ShareMetric, Tags, TrendMetric } from "../measure/measured.ts";

/** A limit that a run is judged by, such as `http_req_duration{route:/api/vote}:p(99)<250ms`. */
export type Threshold = {
  /** As it was written. */
  readonly source: string;
  readonly metric: TrendMetric | CounterMetric | ShareMetric;
  readonly tags: Tags;
  evaluate(measured: Measured): Verdict;
  /** Whether a limit that is broken now may yet be met: a count that is to be reached, for one. */
  readonly canRecover: boolean;
};

/** What came of a threshold. Without a single measurement there is no value, and it is not met. */
export type Verdict = {
  readonly source: string;
  /** The value with its unit, or why there is none. */
  readonly actual: string;
  readonly met: boolean;
};
