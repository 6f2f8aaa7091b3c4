/** Events a second of a counter, one series for each value of the labels `by`. */
export function rateOf(counter: string, filter: string, by: readonly string[] = []): string {
  return sumBy(by, `rate(${counter}{${filter}}[$__rate_interval])`);
}

export function sumBy(by: readonly string[], expression: string): string {
  return by.length === 0 ? `sum(${expression})` : `sum by (${by.join(", ")}) (${expression})`;
}

/** A percentile of a histogram, in its unit. Where nothing happened there is no value, instead of NaN. */
export function percentileOf(percent: number, histogram: string, filter: string, by: readonly string[] = []): string {
  return `histogram_quantile(${percent / 100}, ${rateOf(`${histogram}_bucket`, filter, ["le", ...by])}) >= 0`;
}

/** The mean of what a histogram observed. */
export function meanOf(histogram: string, filter: string, by: readonly string[] = []): string {
  return ratioOf(rateOf(`${histogram}_sum`, filter, by), rateOf(`${histogram}_count`, filter, by));
}

/** `part` of `whole`; where `whole` is 0 there is no value, instead of NaN. */
export function ratioOf(part: string, whole: string): string {
  return `${part} / (${whole} > 0)`;
}

/** The same with a 0 where nothing of `part` was ever counted, as a status has no series before its first time. */
export function shareOf(part: string, whole: string): string {
  return ratioOf(`(${orZero(part, whole)})`, whole);
}

/** `part`, and a 0 wherever only `whole` has a value. */
export function orZero(part: string, whole: string): string {
  return `${part} or 0 * ${whole}`;
}
