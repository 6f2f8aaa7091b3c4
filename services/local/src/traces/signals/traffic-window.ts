import { bucketOf, createHistogram, type Histogram } from "./histogram.ts";

/** Requests of a stretch of time. */
export type Tally = { requests: number; failed: number; readonly latencies: Histogram };

/** Requests in steps of time, the newest of which are kept. */
export type TrafficWindow = {
  /** `timeMs` is not after the present; a request from before the window is ignored. */
  record(timeMs: number, durationMs: number, failed: boolean): void;
  /** The step that `timeMs` is in; undefined where it had no requests. */
  at(timeMs: number): Tally | undefined;
  /** The steps that `fromMs` to `toMs` touch, together. */
  sum(fromMs: number, toMs: number): Tally;
};

type Step = Tally & { readonly index: number };

/** Steps without requests take no memory but their place. */
export function createTrafficWindow(stepMs: number, steps: number): TrafficWindow {
  const ring: (Step | undefined)[] = [];
  const at = (index: number) => {
    const step = ring[index % steps];
    return step?.index === index ? step : undefined;
  };
  return {
    record: (timeMs, durationMs, failed) => {
      const index = Math.floor(timeMs / stepMs);
      const place = index % steps;
      if ((ring[place]?.index ?? 0) > index) return;
      const step = at(index) ?? (ring[place] = { index, requests: 0, failed: 0, latencies: createHistogram() });
      step.requests++;
      if (failed) step.failed++;
      const bucket = bucketOf(durationMs);
      step.latencies[bucket] = (step.latencies[bucket] ?? 0) + 1;
    },
    at: (timeMs) => at(Math.floor(timeMs / stepMs)),
    sum: (fromMs, toMs) => {
      const total: Tally = { requests: 0, failed: 0, latencies: createHistogram() };
      for (let index = Math.floor(fromMs / stepMs); index <= Math.floor(toMs / stepMs); index++) {
        const step = at(index);
        if (step !== undefined) add(total, step);
      }
      return total;
    },
  };
}

function add(total: Tally, { requests, failed, latencies }: Tally): void {
  total.requests += requests;
  total.failed += failed;
  for (const [bucket, count] of latencies.entries()) {
    total.latencies[bucket] = (total.latencies[bucket] ?? 0) + count;
  }
}
