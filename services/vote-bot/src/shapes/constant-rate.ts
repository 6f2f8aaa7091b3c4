import { describeRunTime } from "./describe-duration.ts";
import { describeRate } from "./describe-rate.ts";
import { roundVisits } from "./round-visits.ts";
import type { RateProfile } from "./shape.ts";

export type ConstantRate = {
  readonly ratePerSecond: number;
  /** Infinity for a run without an end. */
  readonly durationMs: number;
};

/** The same rate from start to end. Visit n is due at n / rate: no rounding adds up, however long the run. */
export function constantRate({ ratePerSecond, durationMs }: ConstantRate): RateProfile {
  const visits = roundVisits((ratePerSecond * durationMs) / 1_000);
  return {
    description: `constant ${describeRate(ratePerSecond)} ${describeRunTime(durationMs)}`,
    durationMs,
    visits,
    peakPerSecond: ratePerSecond,
    ratePerSecondAt: (offsetMs) => (offsetMs < durationMs ? ratePerSecond : 0),
    offsetOf: (count) => (count < visits ? (count * 1_000) / ratePerSecond : Infinity),
  };
}
