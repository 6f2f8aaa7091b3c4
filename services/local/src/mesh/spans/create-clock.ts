/** A difference that is no rounding: the system's clock was set, or the machine slept. */
const maxDriftMs = 50;

/**
 * Milliseconds since 1970 to a microsecond, which the system's clock (`systemMs`) does not give, and right again
 * after that was set.
 */
export function createClock(systemMs: () => number = Date.now): () => number {
  let offsetMs = performance.timeOrigin;
  return () => {
    const nowMs = performance.now() + offsetMs;
    const driftMs = systemMs() - nowMs;
    if (Math.abs(driftMs) <= maxDriftMs) return nowMs;
    offsetMs += driftMs;
    return nowMs + driftMs;
  };
}
