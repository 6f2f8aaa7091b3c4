import { seededDraws } from "./seeded-draws.ts";
import type { Arrivals } from "./shape.ts";

export type Poisson = {
  /** The same text makes the same arrivals. */
  readonly seed: string;
};

/** Visits that know nothing of each other, as those of many people: the gaps between them are exponential. */
export function poisson({ seed }: Poisson): Arrivals {
  return {
    description: "Poisson arrivals",
    counts: function* () {
      let count = 0;
      for (const draw of seededDraws(`${seed}/arrivals`)) {
        count -= Math.log1p(-draw);
        yield count;
      }
    },
    countBelow: (visits) => Math.round(visits),
  };
}
