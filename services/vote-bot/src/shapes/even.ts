import type { Arrivals } from "./shape.ts";

/** One visit after the other, the first at once. */
export function even(): Arrivals {
  return {
    description: "evenly spaced",
    counts: function* () {
      for (let count = 0; ; count++) yield count;
    },
    countBelow: (visits) => Math.ceil(visits),
  };
}
