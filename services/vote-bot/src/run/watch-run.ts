import type { LiveView } from "../live/live-view.ts";
import { takeSnapshot } from "../live/take-snapshot.ts";
import type { Threshold } from "../thresholds/threshold.ts";
import type { Run } from "./create-run.ts";

export type WatchOptions = {
  readonly view: LiveView;
  readonly warmupMs: number;
  readonly thresholds: readonly Threshold[];
  /** Called once, when a threshold is broken that cannot be met any more. */
  readonly onBroken: (() => void) | undefined;
};

const tickMs = 1_000;

/** A few requests prove nothing: a threshold is not held against a run before this much of it was measured. */
const minMeasuredMs = 5_000;

/** Once a second: takes the run's pulse, shows it, and looks at the thresholds. The function that it returns ends that. */
export function watchRun(run: Run, { view, warmupMs, thresholds, onBroken }: WatchOptions): () => void {
  const { recorder, traffic } = run;
  const moment = () => {
    const sinceStartMs = run.sinceStartMs();
    // What was meant in the second that ends now: the load's own end may have come since.
    const targetPerSecond = traffic.targetPerSecond(Math.max(0, sinceStartMs - tickMs / 2));
    return { sinceStartMs, targetPerSecond, inFlight: run.inFlight() };
  };
  let told = onBroken;
  const look = () => {
    recorder.tick(moment());
    view.update(takeSnapshot(run, warmupMs, thresholds));
    if (told === undefined || run.isDraining() || recorder.measured.elapsedMs < minMeasuredMs) return;
    if (!thresholds.some((threshold) => !threshold.canRecover && !threshold.evaluate(recorder.measured).met)) return;
    told();
    told = undefined;
  };
  view.update(takeSnapshot(run, warmupMs, thresholds));
  const timer = setInterval(look, tickMs);
  return () => {
    clearInterval(timer);
    recorder.tick(moment(), true);
    view.close();
  };
}
