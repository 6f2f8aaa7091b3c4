import { expect, test } from "vitest";
import { quantileMs } from "./histogram.ts";
import { createTrafficWindow } from "./traffic-window.ts";

test("percentiles are within nine percent of the latencies that were recorded", () => {
  const window = createTrafficWindow(1_000, 10);
  const latenciesMs = Array.from({ length: 2_000 }, (_, index) => 0.1 * 1.005 ** index);
  for (const latencyMs of latenciesMs) window.record(5_000, latencyMs, false);
  const { latencies } = window.sum(0, 9_999);
  for (const quantile of [0.01, 0.5, 0.95, 0.99]) {
    const exactMs = latenciesMs[Math.ceil(quantile * latenciesMs.length) - 1]!;
    expect(quantileMs(latencies, quantile)! / exactMs).toBeGreaterThan(0.91);
    expect(quantileMs(latencies, quantile)! / exactMs).toBeLessThan(1.09);
  }
});

test("a latency outside of the scale counts at its end, and of none there is no percentile", () => {
  const window = createTrafficWindow(1_000, 10);
  expect(quantileMs(window.sum(0, 9_000).latencies, 0.5)).toBeUndefined();
  window.record(0, 0, false);
  expect(quantileMs(window.sum(0, 9_000).latencies, 0.5)).toBeLessThan(0.1);
  window.record(1_000, 1e9, true);
  expect(quantileMs(window.sum(0, 9_000).latencies, 1)).toBeCloseTo(262_144);
});

test("requests are summed over the steps asked for, and the oldest give way", () => {
  const window = createTrafficWindow(1_000, 3);
  for (const timeMs of [0, 1_500, 1_600, 2_000]) window.record(timeMs, 1, timeMs === 1_600);
  expect(window.sum(1_000, 1_999)).toMatchObject({ requests: 2, failed: 1 });
  expect(window.sum(0, 2_999)).toMatchObject({ requests: 4, failed: 1 });
  window.record(4_000, 1, false);
  expect(window.at(1_500)).toBeUndefined();
  // Too late: its place is taken.
  window.record(1_500, 1, false);
  expect(window.sum(0, 4_999)).toMatchObject({ requests: 3, failed: 0 });
});
