const firstDelayMs = 500;
const maxDelayMs = 10_000;

/** A process that has lived this long was well: its next end counts as a first one. */
const healthyAfterMs = 30_000;

/** How long to wait before the next start: 0.5 s, doubled at each end that follows a short life, at most 10 s. */
export function nextDelayMs(lastDelayMs: number | undefined, livedMs: number): number {
  if (lastDelayMs === undefined || livedMs >= healthyAfterMs) return firstDelayMs;
  return Math.min(lastDelayMs * 2, maxDelayMs);
}
