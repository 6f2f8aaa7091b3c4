import { constantRate } from "../shapes/constant-rate.ts";
import { createShape } from "../shapes/create-shape.ts";
import type { Load } from "./load.ts";
import { createPace } from "./pace.ts";
import { runClosed } from "./run-closed.ts";

/** The visits of a load, started when they are due. */
export type Traffic = {
  /** Resolves when no more will be started: the time is over, or `stop` has aborted. */
  run(): Promise<void>;
  /** Visits a second that are meant at a time of the run, now unless told; 0 in the closed model, which means none. */
  targetPerSecond(sinceStartMs?: number): number;
  isPaused(): boolean;
  pause(): void;
  resume(): void;
  /** A constant rate from now on; undefined goes back to the load's own. False in the closed model, which has none. */
  setRate(ratePerSecond: number | undefined): boolean;
};

export type TrafficOptions = {
  readonly load: Load;
  /** In milliseconds of `performance.now()`. */
  readonly startMs: number;
  readonly stop: AbortSignal;
  /** Starts the visit that was to start then; resolves when it is over, or at once where it is not started. */
  readonly visit: (intendedMs: number) => Promise<void>;
};

export function createTraffic(options: TrafficOptions): Traffic {
  return options.load.model === "open" ? openTraffic(options, options.load) : closedTraffic(options, options.load);
}

function openTraffic({ startMs, stop, visit }: TrafficOptions, load: Load & { model: "open" }): Traffic {
  const { shape, arrivals, durationMs } = load;
  const pace = createPace({ startMs, durationMs, offsets: shape.offsets() });
  let ownRate: number | undefined;
  return {
    run: () => pace.run((intendedMs) => void visit(intendedMs), stop),
    targetPerSecond: (sinceStartMs = performance.now() - startMs) => {
      if (pace.isPaused() || sinceStartMs >= durationMs) return 0;
      return ownRate ?? shape.ratePerSecondAt(sinceStartMs);
    },
    isPaused: pace.isPaused,
    pause: pace.pause,
    resume: pace.resume,
    setRate: (ratePerSecond) => {
      ownRate = ratePerSecond;
      const profile = ratePerSecond && constantRate({ ratePerSecond, durationMs: Infinity });
      pace.replace(profile ? createShape(profile, arrivals).offsets() : undefined);
      return true;
    },
  };
}

function closedTraffic({ startMs, stop, visit }: TrafficOptions, load: Load & { model: "closed" }): Traffic {
  const { users, durationMs } = load;
  let resumed = Promise.withResolvers<void>();
  resumed.resolve();
  let isPaused = false;
  const resume = () => {
    isPaused = false;
    resumed.resolve();
  };
  return {
    run: async () => {
      const timeUp = new AbortController();
      const leftMs = startMs + durationMs - performance.now();
      const timer = Number.isFinite(leftMs) ? setTimeout(() => timeUp.abort(), leftMs) : undefined;
      const over = AbortSignal.any([stop, timeUp.signal]);
      await runClosed({ users, visit, untilWanted: () => resumed.promise, over });
      clearTimeout(timer);
      resume();
    },
    targetPerSecond: () => 0,
    isPaused: () => isPaused,
    pause: () => {
      if (isPaused) return;
      isPaused = true;
      resumed = Promise.withResolvers();
    },
    resume,
    setRate: () => false,
  };
}
