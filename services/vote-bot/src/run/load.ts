import { type Config, runTimeMs } from "../config.ts";
import { defaultUsers, describeClosed } from "../shapes/closed.ts";
import { constantRate } from "../shapes/constant-rate.ts";
import { createShape } from "../shapes/create-shape.ts";
import { arrivalsOf } from "../shapes/parse-arrivals.ts";
import { defaultRatePerSecond } from "../shapes/rate-limits.ts";
import { autoWarmupMs } from "../variables/parse-warmup.ts";
import type { Arrivals, RateProfile, Shape } from "../shapes/shape.ts";
import { type Stage, stages } from "../shapes/stages.ts";

/** What is asked of the target, and when. */
export type Load = {
  /** One line for people. */
  readonly description: string;
  /** Infinity for a run without an end. */
  readonly durationMs: number;
  /** The first part of it, which is not measured. */
  readonly warmupMs: number;
  /** None where the load has no stages. */
  readonly stages: readonly Stage[];
} & (
  | { readonly model: "open"; readonly shape: Shape; readonly arrivals: Arrivals }
  | { readonly model: "closed"; readonly users: number }
);

/** The load that the configuration asks for. */
export function loadOf(config: Config): Load {
  const { MODEL, VUS: users = defaultUsers, STAGES, ARRIVALS = { kind: "even" }, SEED } = config;
  const durationMs = runTimeMs(config);
  const warmupMs = warmupOf(config, durationMs);
  if (MODEL === "closed") {
    return {
      model: "closed",
      users,
      durationMs,
      warmupMs,
      stages: [],
      description: describeClosed({ users, durationMs }),
    };
  }
  const profile = profileOf(config, durationMs, warmupMs);
  const arrivals = arrivalsOf(ARRIVALS, SEED);
  const shape = createShape(profile, arrivals);
  return { model: "open", shape, arrivals, durationMs, warmupMs, stages: STAGES ?? [], description: shape.description };
}

/** Stages say themselves how a run begins. */
function warmupOf({ WARMUP, STAGES }: Config, durationMs: number): number {
  if (WARMUP !== "auto") return WARMUP;
  return STAGES === undefined ? autoWarmupMs(durationMs) : 0;
}

/** A warm-up of `auto` is a ramp to the rate: all of it at once would be too much for services that have just started. */
function profileOf(config: Config, durationMs: number, warmupMs: number): RateProfile {
  const { STAGES, REQUEST_RATE: ratePerSecond = defaultRatePerSecond, WARMUP } = config;
  if (STAGES !== undefined) return stages(STAGES);
  if (WARMUP !== "auto" || warmupMs === 0) return constantRate({ ratePerSecond, durationMs });
  return stages([
    { durationMs: warmupMs, ratePerSecond },
    { durationMs: durationMs - warmupMs, ratePerSecond },
  ]);
}

/** `classic=3,auth=1`; the name alone where there is one. */
export function describeMix({ SCENARIO: [first, ...others] }: Pick<Config, "SCENARIO">): string {
  if (first === undefined || others.length === 0) return first?.name ?? "";
  return [first, ...others].map(({ name, weight }) => `${name}=${weight}`).join(",");
}
