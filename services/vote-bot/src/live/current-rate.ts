import type { LiveSnapshot } from "./live-snapshot.ts";

/** How many starts a rate is taken from: of one start a second, the last second would tell nothing. */
const startsToCount = 10;
const maxSeconds = 10;

/** Visits started a second, just now: over the last second, or over more of them where few were meant. */
export function currentRate({ points }: Pick<LiveSnapshot, "points">): number | undefined {
  let [seconds, started, meant] = [0, 0, 0];
  for (const { startedPerSecond, targetPerSecond } of points.slice(-maxSeconds).toReversed()) {
    seconds += 1;
    started += startedPerSecond;
    meant += targetPerSecond;
    // Where none is meant, in a pause or a closed run, the seconds before would tell something else.
    if (targetPerSecond === 0 || meant >= startsToCount) break;
  }
  return seconds === 0 ? undefined : started / seconds;
}
