import type { Signals } from "../../traces/api.ts";

/** The times at which the steps end, in seconds since 1970. */
export function stepTimesSeconds({ endTimeMs, stepSeconds }: Signals, steps: number): number[] {
  return Array.from({ length: steps }, (_, at) => endTimeMs / 1_000 - (steps - 1 - at) * stepSeconds);
}

/** The window of one step. */
export function stepWindow(
  { endTimeMs, stepSeconds }: Signals,
  steps: number,
  at: number,
): { fromMs: number; toMs: number } {
  const toMs = endTimeMs - (steps - 1 - at) * stepSeconds * 1_000;
  return { fromMs: toMs - stepSeconds * 1_000, toMs };
}

/** 0 to 1 a step; null where there were no requests. */
export function successRatios(series: Signals["series"][number]): (number | null)[] {
  return series.requestsPerSecond.map((rate, at) => (rate > 0 ? 1 - (series.errorsPerSecond[at] ?? 0) / rate : null));
}
