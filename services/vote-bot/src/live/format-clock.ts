/** Milliseconds as a clock: `0:05`, `12:00`, `1:02:03`. */
export function formatClock(durationMs: number): string {
  const seconds = Math.floor(durationMs / 1_000);
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h === 0 ? `${m}:${twoDigits(s)}` : `${h}:${twoDigits(m)}:${twoDigits(s)}`;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, "0");
}
