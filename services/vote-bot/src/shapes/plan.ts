import type { Shape } from "./shape.ts";

/** What a run would be, without a visit. */
export type Plan = {
  /** Undefined without an end; the mean where arrivals are random. */
  readonly visits: number | undefined;
  readonly peakPerSecond: number;
  /** Infinity without an end. */
  readonly durationMs: number;
};

/** In no time, whatever the number of visits: none of them is walked through. */
export function planOf({ visits, peakPerSecond, durationMs }: Shape): Plan {
  return { visits: Number.isFinite(visits) ? visits : undefined, peakPerSecond, durationMs };
}
