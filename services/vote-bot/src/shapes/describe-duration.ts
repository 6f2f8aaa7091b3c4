const units = [
  ["h", 3_600_000],
  ["min", 60_000],
] as const;

/** A time for people: `30 s`, `1 h 30 min`, `250 ms`. */
export function describeDuration(durationMs: number): string {
  if (durationMs < 1_000) return `${durationMs} ms`;
  const parts: string[] = [];
  let leftMs = Math.round(durationMs);
  for (const [unit, unitMs] of units) {
    if (leftMs >= unitMs) parts.push(`${Math.floor(leftMs / unitMs)} ${unit}`);
    leftMs %= unitMs;
  }
  if (leftMs > 0) parts.push(`${leftMs / 1_000} s`);
  return parts.join(" ");
}

/** How long a run lasts: `for 30 s`, or `without an end`. */
export function describeRunTime(durationMs: number): string {
  return durationMs === Infinity ? "without an end" : `for ${describeDuration(durationMs)}`;
}
