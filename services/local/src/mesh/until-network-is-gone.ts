import { networkInterfaces } from "node:os";
import { setTimeout as delay } from "node:timers/promises";

const intervalMs = 500;

/**
 * Resolves to the exit code 1 when only the loopback interface is left: the container whose network this process
 * shares has ended, and whoever starts this process again puts it into the new one. 0 when `stop` aborts before.
 */
export async function untilNetworkIsGone(stop: AbortSignal): Promise<number> {
  while (!stop.aborted) {
    if (!hasNetwork()) return 1;
    await delay(intervalMs, undefined, { signal: stop }).catch(() => {});
  }
  return 0;
}

function hasNetwork(): boolean {
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal));
}
