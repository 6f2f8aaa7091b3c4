import type { Arrivals } from "./shape.ts";

export type Bursts = {
  /** Visits that start together. */
  readonly size: number;
};

/** As many as a run may have in flight. */
const maxSize = 1_000_000;

/**
 * Whole bursts, the first at once, and the next when the rate has made up for the one before: a run has up to
 * `size` visits more than its rate comes to.
 */
export function bursts({ size }: Bursts): Arrivals {
  return {
    description: `in bursts of ${size}`,
    counts: function* () {
      for (let first = 0; ; first += size) for (let visit = 0; visit < size; visit++) yield first;
    },
    countBelow: (visits) => Math.ceil(visits / size) * size,
  };
}

/** Everything that is wrong with it, a line each. */
export function validateBursts({ size }: Bursts): readonly string[] {
  const isUsable = Number.isInteger(size) && size >= 1 && size <= maxSize;
  return isUsable ? [] : [`expected a burst of 1 to ${maxSize} visits, got ${size}`];
}
