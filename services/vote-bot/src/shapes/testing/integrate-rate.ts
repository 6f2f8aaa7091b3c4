import type { RateProfile } from "../shape.ts";

/** Visits due by a time, from the rate alone: the midpoint rule, exact on ramps but for the steps across a border. */
export function integrateRate({ ratePerSecondAt }: Pick<RateProfile, "ratePerSecondAt">, untilMs: number): number {
  const steps = 20_000;
  const stepMs = untilMs / steps;
  let visits = 0;
  for (let step = 0; step < steps; step++) visits += (ratePerSecondAt((step + 0.5) * stepMs) * stepMs) / 1_000;
  return visits;
}
