import { distributionOf, mergeHistograms } from "../measure/histogram.ts";
import type { Measured } from "../measure/measured.ts";
import type { Interval } from "../measure/intervals.ts";
import type { Run } from "../run/create-run.ts";
import type { Threshold } from "../thresholds/threshold.ts";
import type { LivePoint, LiveSnapshot, LiveThreshold } from "./live-snapshot.ts";

/** What the terminal shows of a run now. */
export function takeSnapshot(run: Run, warmupMs: number, thresholds: readonly Threshold[]): LiveSnapshot {
  const { recorder, traffic } = run;
  const { measured } = recorder;
  const elapsedMs = run.sinceStartMs();
  const latency = distributionOf(
    mergeHistograms(
      [...recorder.cells()].filter(({ outcome }) => outcome !== "aborted").map(({ duration }) => duration),
    ),
  );
  const { planned, started, dropped, completed } = recorder.visits();
  return {
    phase: phaseOf(run, elapsedMs < warmupMs),
    elapsedMs,
    durationMs: run.durationMs,
    targetPerSecond: traffic.targetPerSecond(),
    inFlight: run.inFlight(),
    visits: { planned, started, dropped, completed },
    requests: recorder.requests(),
    latency:
      latency.count === 0
        ? undefined
        : {
            p50Ms: latency.percentileMs(50),
            p90Ms: latency.percentileMs(90),
            p99Ms: latency.percentileMs(99),
            maxMs: latency.maxMs,
          },
    dispatchLagP99Ms: measured.trend("dispatch_lag").percentileMs(99),
    errors: recorder.errors(),
    thresholds: thresholds.map((threshold) => toLiveThreshold(threshold, measured, latency.count > 0)),
    points: recorder.lastSeconds().map(pointOf),
  };
}

/** Nothing is judged before anything has ended, and what can still be met is not held against the run. */
function toLiveThreshold(threshold: Threshold, measured: Measured, hasBegun: boolean): LiveThreshold {
  const { source } = threshold;
  if (!hasBegun) return { source, actual: undefined, isMet: undefined };
  const { actual, met } = threshold.evaluate(measured);
  return { source, actual, isMet: met || !threshold.canRecover ? met : undefined };
}

function phaseOf({ isDraining, traffic }: Run, isWarmup: boolean): LiveSnapshot["phase"] {
  if (isDraining()) return "draining";
  if (traffic.isPaused()) return "paused";
  return isWarmup ? "warm-up" : "running";
}

function pointOf({ lengthMs, targetPerSecond, started, failed, latency }: Interval): LivePoint {
  const seconds = lengthMs / 1_000;
  return {
    targetPerSecond,
    startedPerSecond: started / seconds,
    failedPerSecond: failed / seconds,
    p50Ms: latency?.p50Ms,
    p99Ms: latency?.p99Ms,
  };
}
