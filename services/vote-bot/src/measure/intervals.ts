import { createLatencyHistogram, recordMs } from "./histogram.ts";
import type { RequestRecord } from "./request-record.ts";

/** What happened in one interval of a run, the warm-up included. */
export type Interval = {
  /** From the start of the run. */
  readonly beginMs: number;
  readonly lengthMs: number;
  readonly targetPerSecond: number;
  readonly inFlight: number;
  readonly started: number;
  readonly dropped: number;
  readonly ok: number;
  readonly expected: number;
  readonly failed: number;
  /** Of the requests that ended in it, from the intended start; undefined when none did. */
  readonly latency: { p50Ms: number; p90Ms: number; p99Ms: number; maxMs: number } | undefined;
  /** The worst. */
  readonly lagMs: number;
};

/** What is known of a moment only when it is there. */
export type Moment = {
  readonly sinceStartMs: number;
  readonly targetPerSecond: number;
  readonly inFlight: number;
};

/** Cuts a run into intervals and keeps the last of them. */
export type Intervals = {
  started(lagMs: number): void;
  dropped(): void;
  request(record: RequestRecord): void;
  /** Ends the interval that is under way when its time is over, or at once when it is the last. */
  tick(moment: Moment, isLast?: boolean): void;
  all(): readonly Interval[];
};

const none = { started: 0, dropped: 0, ok: 0, expected: 0, failed: 0, lagMs: 0 };

/** A tick that comes this much early ends its interval all the same. */
const slackMs = 100;

export function createIntervals({ lengthMs, keep }: { lengthMs: number; keep: number }): Intervals {
  const histogram = createLatencyHistogram();
  const intervals: Interval[] = [];
  let counts = { ...none };
  let beginMs = 0;

  const close = ({ sinceStartMs, ...moment }: Moment) => {
    intervals.push({ ...counts, ...moment, beginMs, lengthMs: sinceStartMs - beginMs, latency: latencyOf(histogram) });
    if (intervals.length > keep) intervals.shift();
    histogram.reset();
    counts = { ...none };
    beginMs = sinceStartMs;
  };
  return {
    started: (lagMs) => {
      counts.started++;
      counts.lagMs = Math.max(counts.lagMs, lagMs);
    },
    dropped: () => void counts.dropped++,
    request: ({ outcome, intendedMs, endMs }) => {
      if (outcome === "aborted") return;
      counts[outcome === "ok" || outcome === "expected" ? outcome : "failed"]++;
      recordMs(histogram, endMs - intendedMs);
    },
    tick: (moment, isLast = false) => {
      const isOver = moment.sinceStartMs - beginMs >= lengthMs - slackMs;
      if (isOver || (isLast && moment.sinceStartMs > beginMs)) close(moment);
    },
    all: () => intervals,
  };
}

function latencyOf(histogram: ReturnType<typeof createLatencyHistogram>): Interval["latency"] {
  if (histogram.count === 0) return undefined;
  const at = (percent: number) => histogram.percentile(percent) / 1_000;
  return { p50Ms: at(50), p90Ms: at(90), p99Ms: at(99), maxMs: histogram.max / 1_000 };
}
