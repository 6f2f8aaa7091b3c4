/** What stands where there is no value. */
export const noValue = "–";

/** `12,345`. */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}

/** Milliseconds to three digits, without the unit, for columns that name it: `0.42`, `12.4`, `1,234`. */
export function formatMsNumber(durationMs: number): string {
  const digits = durationMs < 1 ? 2 : durationMs < 100 ? 1 : 0;
  return durationMs.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** `12.4 ms`. */
export function formatMs(durationMs: number): string {
  return `${formatMsNumber(durationMs)} ms`;
}

/** A rate without its unit: `48.2`, `4,012`. */
export function formatRateNumber(perSecond: number): string {
  const digits = perSecond < 1_000 ? 1 : 0;
  return perSecond.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** `48.2/s`. */
export function formatRate(perSecond: number): string {
  return `${formatRateNumber(perSecond)}/s`;
}

/** `99.71 %`; a dash of nothing. Neither 0 nor 100 unless it is exactly that. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return noValue;
  if (part === 0 || part === whole) return part === 0 ? "0 %" : "100 %";
  return `${Math.min(99.99, Math.max(0.01, (100 * part) / whole))
    .toFixed(2)
    .replace(/\.00$/, "")} %`;
}

/** How long something took, for people: `250 ms`, `30.1 s`, `10 min 3 s`, `1 h 2 min`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1_000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 60_000) return `${Number((durationMs / 1_000).toFixed(1))} s`;
  const seconds = Math.round(durationMs / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  const parts = hours > 0 ? [`${hours} h`, `${minutes} min`] : [`${minutes} min`, `${seconds % 60} s`];
  return parts.filter((part) => !part.startsWith("0 ")).join(" ");
}

/** A count with its word: `1 visit`, `2 visits`. */
export function plural(count: number, word: string): string {
  return `${formatCount(count)} ${word}${count === 1 ? "" : "s"}`;
}
