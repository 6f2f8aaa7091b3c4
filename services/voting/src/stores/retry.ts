import { setTimeout as delay } from "node:timers/promises";

const firstDelayMs = 500;
const maxDelayMs = 10_000;

/** Tries again after 0.5 s and then ever less often, up to every 10 s, until it succeeds or the signal aborts. */
export async function retry(attempt: () => boolean, signal: AbortSignal): Promise<void> {
  let delayMs = firstDelayMs;
  do {
    await delay(delayMs, undefined, { signal }).catch(() => {});
    delayMs = Math.min(2 * delayMs, maxDelayMs);
  } while (!signal.aborted && !attempt());
}
