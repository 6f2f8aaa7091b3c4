const blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;

/** A block a value, from ▁ for zero alone to █ for `max`; a space where there is none. */
export function sparkline(values: readonly (number | undefined)[], max = greatest(values)): string {
  return values.map((value) => (isNumber(value) ? blockFor(value, max) : " ")).join("");
}

/** Of the values that there are; 0 without one. */
export function greatest(values: readonly (number | undefined)[]): number {
  return values.filter(isNumber).reduce((a, b) => Math.max(a, b), 0);
}

function blockFor(value: number, max: number): string {
  const top = blocks.length - 1;
  // The lowest block is zero's own: a single failure among many is seen.
  const height = value <= 0 ? 0 : Math.min(top, Math.max(1, Math.round((value * top) / max)));
  return blocks[height] ?? blocks[0];
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}
