import { expect, test } from "vitest";
import { createLatencyHistogram, distributionOf, mergeHistograms, recordMs } from "./histogram.ts";

const histogramOf = (timesMs: readonly number[]) => {
  const histogram = createLatencyHistogram();
  for (const timeMs of timesMs) recordMs(histogram, timeMs);
  return histogram;
};

test("times come back in milliseconds, to a thousandth of themselves", () => {
  const timesMs = Array.from({ length: 1_000 }, (_, index) => 0.5 + index * 0.37);
  const { count, minMs, meanMs, maxMs, percentileMs } = distributionOf(histogramOf(timesMs));
  expect(count).toBe(1_000);
  for (const [value, trueMs] of [
    [minMs, timesMs[0]!],
    [maxMs, timesMs[999]!],
    [meanMs, timesMs.reduce((sum, timeMs) => sum + timeMs, 0) / 1_000],
    [percentileMs(50), timesMs[499]!],
    [percentileMs(99.9), timesMs[998]!],
  ] as const) {
    expect(Math.abs(value / trueMs - 1)).toBeLessThan(0.002);
  }
});

test("several in one are as if all had been recorded in one, and stay as they were", () => {
  const parts = [histogramOf([1, 2, 3]), histogramOf([]), histogramOf([100, 200])];
  const merged = distributionOf(mergeHistograms(parts));
  const whole = distributionOf(histogramOf([1, 2, 3, 100, 200]));
  for (const percent of [10, 50, 90, 99]) expect(merged.percentileMs(percent)).toBe(whole.percentileMs(percent));
  const { percentileMs: _, ...numbers } = merged;
  expect(numbers).toEqual({ count: 5, minMs: whole.minMs, meanMs: whole.meanMs, maxMs: whole.maxMs });
  expect(parts.map(({ count }) => count)).toEqual([3, 0, 2]);
});

test("a time beyond the range is kept at its edge", () => {
  const { minMs, maxMs } = distributionOf(histogramOf([-5, 0, 7_200_000]));
  expect(minMs).toBe(0.001);
  expect(maxMs / 3_600_000).toBeCloseTo(1, 2);
});

test("with nothing recorded everything is 0", () => {
  const { count, minMs, meanMs, maxMs, percentileMs } = distributionOf(mergeHistograms([]));
  expect([count, minMs, meanMs, maxMs, percentileMs(99)]).toEqual([0, 0, 0, 0, 0]);
});
