import { describeDuration } from "./describe-duration.ts";
import { describeRate } from "./describe-rate.ts";
import { createRamp, type Ramp } from "./ramp.ts";
import type { RateProfile } from "./shape.ts";

/** A ramp from the rate before, 0 for the first, to this one; at once where the duration is 0. */
export type Stage = {
  readonly durationMs: number;
  readonly ratePerSecond: number;
};

/** The longest delay that Node's timers keep, 596 hours. */
const maxDurationMs = 2_147_483_647;

/** Linear ramps, one after the other. */
export function stages(all: readonly Stage[]): RateProfile {
  const ramps = rampsOf(all);
  const last = ramps.at(-1);
  return {
    description: describeStages(all),
    durationMs: last?.endMs ?? 0,
    visits: last?.endVisits ?? 0,
    peakPerSecond: Math.max(0, ...ramps.flatMap(({ fromPerSecond, toPerSecond }) => [fromPerSecond, toPerSecond])),
    ratePerSecondAt: (offsetMs) => ramps.find(({ endMs }) => offsetMs < endMs)?.ratePerSecondAt(offsetMs) ?? 0,
    // The first that goes beyond `visits`: a ramp that comes to just as many, or one without load, is passed over.
    offsetOf: (visits) => ramps.find(({ endVisits }) => visits < endVisits)?.offsetOf(visits) ?? Infinity,
  };
}

/** Everything that is wrong with stages together, a line each. */
export function validateStages(all: readonly Stage[]): readonly string[] {
  const { durationMs, visits } = stages(all);
  const faults: string[] = [];
  if (durationMs > maxDurationMs) faults.push("expected stages of at most 596h together");
  if (visits === 0) faults.push("expected a stage with both a duration and a rate above 0");
  return faults;
}

/** The stages that take time, each with where it begins. */
function rampsOf(all: readonly Stage[]): readonly Ramp[] {
  const ramps: Ramp[] = [];
  let fromPerSecond = 0;
  for (const { durationMs, ratePerSecond: toPerSecond } of all) {
    const { endMs: startMs = 0, endVisits: startVisits = 0 } = ramps.at(-1) ?? {};
    if (durationMs > 0) ramps.push(createRamp({ startMs, durationMs, fromPerSecond, toPerSecond, startVisits }));
    fromPerSecond = toPerSecond;
  }
  return ramps;
}

function describeStages(all: readonly Stage[]): string {
  const steps = all.map(({ durationMs, ratePerSecond }, index) => {
    const isHeld = ratePerSecond === (all[index - 1]?.ratePerSecond ?? 0);
    if (isHeld) return `, held for ${describeDuration(durationMs)}`;
    return ` → ${describeRate(ratePerSecond)} ${durationMs > 0 ? `in ${describeDuration(durationMs)}` : "at once"}`;
  });
  return `ramp 0${steps.join("")}`;
}
