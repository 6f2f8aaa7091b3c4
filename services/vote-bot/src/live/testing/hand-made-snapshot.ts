import type { LivePlan, LivePoint, LiveSnapshot } from "../live-snapshot.ts";

export const plan: LivePlan = {
  target: "http://localhost:8080",
  load: "classic · constant 200/s for 30 s, evenly spaced",
  warmupMs: 0,
  stages: [],
};

/** Seconds in which the rate rises to its target, with a slow one among them. */
export const points: readonly LivePoint[] = [0, 50, 100, 150, 200, 200, 198, 200].map((startedPerSecond, second) => ({
  targetPerSecond: 200,
  startedPerSecond,
  failedPerSecond: 0,
  p50Ms: 3,
  p99Ms: second === 0 ? undefined : second === 5 ? 130 : 22.4,
}));

/** Twelve seconds into a run in which all goes well; `changes` says what does not. */
export function snapshotWith(changes: Partial<LiveSnapshot> = {}): LiveSnapshot {
  return {
    phase: "running",
    elapsedMs: 12_345,
    durationMs: 30_000,
    targetPerSecond: 200,
    inFlight: 12,
    visits: { planned: 2_412, started: 2_412, dropped: 0, completed: 2_400 },
    requests: { sent: 4_812, ok: 4_788, expected: 12, error: 0, timeout: 0, aborted: 0 },
    latency: { p50Ms: 3.204, p90Ms: 8.13, p99Ms: 22.42, maxMs: 130.2 },
    dispatchLagP99Ms: 0.31,
    errors: [],
    thresholds: [],
    points,
    ...changes,
  };
}

/** Before anything has ended. */
export const nothingYet = snapshotWith({
  elapsedMs: 0,
  durationMs: Infinity,
  inFlight: 0,
  visits: { planned: 0, started: 0, dropped: 0, completed: 0 },
  requests: { sent: 0, ok: 0, expected: 0, error: 0, timeout: 0, aborted: 0 },
  latency: undefined,
  dispatchLagP99Ms: 0,
  points: [],
});
