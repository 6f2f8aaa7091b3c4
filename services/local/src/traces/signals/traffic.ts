import type { Percentiles, Traffic } from "../api.ts";
import { quantileMs } from "./histogram.ts";
import type { Tally } from "./traffic-window.ts";

/** A tally over `seconds` as rates. */
export function trafficOf(tally: Tally, seconds: number): Traffic {
  const { requests, failed } = tally;
  return {
    requestsPerSecond: round(requests / seconds),
    ...(requests > 0 && { successRatio: (requests - failed) / requests }),
    ...percentilesOf(tally),
  };
}

function percentilesOf({ latencies }: Tally): Percentiles {
  const p50Ms = quantileMs(latencies, 0.5);
  const p95Ms = quantileMs(latencies, 0.95);
  const p99Ms = quantileMs(latencies, 0.99);
  if (p50Ms === undefined || p95Ms === undefined || p99Ms === undefined) return {};
  return { p50Ms, p95Ms, p99Ms };
}

/** To a thousandth: more digits say nothing. */
export function round(rate: number): number {
  return Math.round(rate * 1_000) / 1_000;
}
