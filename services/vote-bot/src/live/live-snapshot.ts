import type { RequestOutcome } from "../measure/request-record.ts";

/** One second of the run, for sparklines. */
export type LivePoint = {
  readonly targetPerSecond: number;
  /** Visits started in it. */
  readonly startedPerSecond: number;
  /** Requests that ended in it as an error or a timeout. */
  readonly failedPerSecond: number;
  /** Of the requests that ended in it, from the intended start; undefined when none did. */
  readonly p50Ms: number | undefined;
  readonly p99Ms: number | undefined;
};

export type LivePercentiles = {
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
};

export type LiveThreshold = {
  readonly source: string;
  /** The value with its unit; undefined while there is none. */
  readonly actual: string | undefined;
  readonly isMet: boolean | undefined;
};

/** What the terminal shows while a run goes on; made once a second. */
export type LiveSnapshot = {
  readonly phase: "warm-up" | "running" | "paused" | "draining";
  readonly elapsedMs: number;
  /** Infinity for a run without an end. */
  readonly durationMs: number;
  readonly targetPerSecond: number;
  readonly inFlight: number;
  readonly visits: {
    readonly planned: number;
    readonly started: number;
    readonly dropped: number;
    readonly completed: number;
  };
  readonly requests: Readonly<Record<RequestOutcome, number>> & { readonly sent: number };
  /** Of the whole run, from the intended start; undefined before the first request has ended. */
  readonly latency: LivePercentiles | undefined;
  readonly dispatchLagP99Ms: number;
  /** The most frequent errors so far, the most frequent first. */
  readonly errors: readonly { readonly type: string; readonly count: number }[];
  readonly thresholds: readonly LiveThreshold[];
  /** The last seconds, the latest last; at most 120. */
  readonly points: readonly LivePoint[];
};

/** What is known before the first visit. */
export type LivePlan = {
  readonly target: string;
  /** The load in one line: `classic · constant 200/s for 30 s, evenly spaced`. */
  readonly load: string;
  readonly warmupMs: number;
  /** The ends of the stages and the rates they go to; empty where the load has none. */
  readonly stages: readonly { readonly durationMs: number; readonly ratePerSecond: number }[];
};
