import { setImmediate as nextTurn, setTimeout as delay } from "node:timers/promises";

export type ConstantRate = {
  readonly ratePerSecond: number;
  /** Infinity for a run without an end. */
  readonly durationMs: number;
};

/**
 * The intended starts of an open model, in milliseconds of `performance.now()`: every 1 / rate, whatever became
 * of the starts before. A consumer that is late gets those it missed at once, each with the time it was meant
 * for. Ends when the duration is over or `stop` aborts.
 */
export async function* constantRate({ ratePerSecond, durationMs }: ConstantRate, stop: AbortSignal) {
  const firstMs = performance.now();
  const intervalMs = 1_000 / ratePerSecond;
  for (let offsetMs = 0, count = 0; offsetMs < durationMs; offsetMs = ++count * intervalMs) {
    if (!(await reached(firstMs + offsetMs, stop))) return;
    yield firstMs + offsetMs;
  }
  await reached(firstMs + durationMs, stop);
}

/** Resolves at that time, to false if `stop` aborts before. Lets I/O in even when the time has passed. */
async function reached(timeMs: number, stop: AbortSignal): Promise<boolean> {
  try {
    await nextTurn(undefined, { signal: stop });
    for (let leftMs = timeMs - performance.now(); leftMs > 0; leftMs = timeMs - performance.now()) {
      await delay(leftMs, undefined, { signal: stop });
    }
    return true;
  } catch {
    return false;
  }
}
