import { roundVisits } from "./round-visits.ts";

/** A stretch of a run in which the rate changes evenly, or not at all. */
export type Ramp = {
  readonly fromPerSecond: number;
  readonly toPerSecond: number;
  readonly endMs: number;
  /** Visits due by its end, those before it included. */
  readonly endVisits: number;
  /** For a time within it. */
  ratePerSecondAt(offsetMs: number): number;
  /** For a number of visits that is reached within it. */
  offsetOf(visits: number): number;
};

export type RampOptions = {
  readonly startMs: number;
  /** Above 0. */
  readonly durationMs: number;
  readonly fromPerSecond: number;
  readonly toPerSecond: number;
  /** Visits due before it. */
  readonly startVisits: number;
};

export function createRamp({ startMs, durationMs, fromPerSecond, toPerSecond, startVisits }: RampOptions): Ramp {
  const endMs = startMs + durationMs;
  const risePerSecond = toPerSecond - fromPerSecond;
  const slope = risePerSecond / (durationMs / 1_000);
  return {
    fromPerSecond,
    toPerSecond,
    endMs,
    endVisits: roundVisits(startVisits + ((fromPerSecond + toPerSecond) / 2) * (durationMs / 1_000)),
    ratePerSecondAt: (offsetMs) => fromPerSecond + risePerSecond * ((offsetMs - startMs) / durationMs),
    offsetOf: (visits) => {
      const within = Math.max(0, visits - startVisits);
      // Rounding must lead neither below 0, at the foot of a ramp to 0, nor beyond the end.
      return Math.min(endMs, startMs + timeToReach(within, fromPerSecond, slope) * 1_000);
    },
  };
}

/**
 * Seconds after which rate·t + slope·t²/2 comes to `visits`. Of the two forms of the quadratic's root, the one that
 * neither divides by the slope nor subtracts: it holds for a flat rate, and keeps its digits on all but flat ramps.
 */
function timeToReach(visits: number, ratePerSecond: number, slope: number): number {
  if (visits === 0) return 0;
  const rateThen = Math.sqrt(Math.max(0, ratePerSecond ** 2 + 2 * slope * visits));
  return (2 * visits) / (ratePerSecond + rateThen);
}
