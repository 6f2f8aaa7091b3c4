import { formatMs, formatRate, noValue } from "../terminal/quantities.ts";

/** `12.4 ms`; a dash while there is none. */
export function msOrDash(durationMs: number | undefined): string {
  return isNumber(durationMs) ? formatMs(durationMs) : noValue;
}

/** `48.2/s`; a dash while there is none. */
export function rateOrDash(perSecond: number | undefined): string {
  return isNumber(perSecond) ? formatRate(perSecond) : noValue;
}

/** `198.0/s of 200.0/s`; the actual rate alone where none is meant, as in a pause or a closed run. */
export function rateOfTarget(perSecond: number | undefined, targetPerSecond: number): string {
  const actual = rateOrDash(perSecond);
  return targetPerSecond > 0 ? `${actual} of ${formatRate(targetPerSecond)}` : actual;
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}
