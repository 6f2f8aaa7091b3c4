/** Milliseconds since `startedAt`, a time of `performance.now()`, to a hundredth: what log lines have as `ms`. */
export function msSince(startedAt: number): number {
  return Math.round((performance.now() - startedAt) * 100) / 100;
}
