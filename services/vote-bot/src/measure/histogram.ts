import { createHistogram, type RecordableHistogram } from "node:perf_hooks";
import type { Distribution } from "./measured.ts";

/** An HDR histogram of times: three significant digits from 1 µs to an hour, which is some 190 kB. */
export type Histogram = RecordableHistogram;

const maxMicroseconds = 3_600_000_000;

export function createLatencyHistogram(): Histogram {
  return createHistogram({ lowest: 1, highest: maxMicroseconds, figures: 3 });
}

/** Adds a time; it is kept within the histogram's range. */
export function recordMs(histogram: Histogram, timeMs: number): void {
  histogram.record(Math.min(Math.max(Math.round(timeMs * 1_000), 1), maxMicroseconds));
}

/** All of them in one, a copy. */
export function mergeHistograms(histograms: Iterable<Histogram>): Histogram {
  const merged = createLatencyHistogram();
  for (const histogram of histograms) if (histogram.count > 0) merged.add(histogram);
  return merged;
}

/** A view on the histogram's values in milliseconds. */
export function distributionOf(histogram: Histogram): Distribution {
  const { count } = histogram;
  const inMs = (microseconds: number) => (count === 0 ? 0 : microseconds / 1_000);
  return {
    count,
    minMs: inMs(histogram.min),
    meanMs: inMs(histogram.mean),
    maxMs: inMs(histogram.max),
    percentileMs: (percent) => inMs(histogram.percentile(percent)),
  };
}
