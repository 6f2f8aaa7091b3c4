const noBreak = "\u00a0";

/** Three significant digits at most, so that columns stay narrow: `0.42`, `12.4`, `1,240`. */
function significant(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** `420 µs`, `12.4 ms`, `1.24 s`; a dash for none. */
export function formatDuration(durationMs: number | null | undefined): string {
  if (durationMs === undefined || durationMs === null) return "–";
  if (durationMs === 0) return `0${noBreak}ms`;
  if (durationMs < 0.9995) return `${Math.round(durationMs * 1_000)}${noBreak}µs`;
  if (durationMs < 999.5) return `${significant(durationMs)}${noBreak}ms`;
  return `${significant(durationMs / 1_000)}${noBreak}s`;
}

/** `48.2/s`, `1.2k/s`. */
export function formatRate(perSecond: number | null | undefined): string {
  if (perSecond === undefined || perSecond === null) return "–";
  if (perSecond >= 1_000) return `${(perSecond / 1_000).toFixed(1)}k/s`;
  return `${perSecond >= 100 ? perSecond.toFixed(0) : perSecond.toFixed(1)}/s`;
}

/** A formatted figure for an axis: `6 ms` for `6.00 ms`, `0/s` for `0.0/s`. */
export function withoutTrailingZeros(figure: string): string {
  return figure.replace(/(\.\d*?)0+(?!\d)/, "$1").replace(/\.(?!\d)/, "");
}

/** `99.71 %`; rounded down, so that 100 % means that nothing failed. */
export function formatRatio(ratio: number | null | undefined): string {
  if (ratio === undefined || ratio === null) return "–";
  if (ratio >= 1) return `100${noBreak}%`;
  // A ratio of counts like 0.29 is a little less than itself in binary.
  return `${(Math.floor(ratio * 10_000 + 1e-9) / 100).toFixed(2)}${noBreak}%`;
}

/** `1 span`, `31 spans`. */
export function formatCount(count: number, thing: string): string {
  return `${count.toLocaleString("en")}${noBreak}${thing}${count === 1 ? "" : "s"}`;
}

/** `48.0 MB` of 1,000,000 bytes each. */
export function formatMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)}${noBreak}MB`;
}

/** The local time of day: `12:04:31.204`. */
export function formatTime(timeMs: number): string {
  const time = new Date(timeMs);
  const [h, m, s] = [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) =>
    String(part).padStart(2, "0"),
  );
  return `${h}:${m}:${s}.${String(time.getMilliseconds()).padStart(3, "0")}`;
}
