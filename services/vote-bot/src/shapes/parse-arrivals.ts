import { bursts, type Bursts, validateBursts } from "./bursts.ts";
import { even } from "./even.ts";
import { poisson } from "./poisson.ts";
import type { Arrivals } from "./shape.ts";

/** How visits are to arrive, as it is asked for. */
export type ArrivalsChoice =
  | { readonly kind: "even" }
  | { readonly kind: "poisson" }
  | ({ readonly kind: "bursts" } & Bursts);

/** Reads `even`, `poisson` or `bursts:100`; undefined where `faultsOfArrivals` has something to say. */
export function parseArrivals(text: string): ArrivalsChoice | undefined {
  if (text === "even" || text === "poisson") return { kind: text };
  const size = burstSizeOf(text);
  return size === undefined || validateBursts({ size }).length > 0 ? undefined : { kind: "bursts", size };
}

/** Everything that is wrong with arrivals as they are written, a line each. */
export function faultsOfArrivals(text: string): readonly string[] {
  if (parseArrivals(text) !== undefined) return [];
  const size = burstSizeOf(text);
  return size === undefined
    ? [`expected \`even\`, \`poisson\`, or \`bursts:100\` for bursts of 100 visits, got \`${text}\``]
    : validateBursts({ size });
}

/** Arrivals of that kind; `seed` is what random ones depend on. */
export function arrivalsOf(choice: ArrivalsChoice, seed: string): Arrivals {
  switch (choice.kind) {
    case "even":
      return even();
    case "poisson":
      return poisson({ seed });
    case "bursts":
      return bursts(choice);
  }
}

function burstSizeOf(text: string): number | undefined {
  const [, size] = /^bursts:(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
  return size === undefined ? undefined : Number(size);
}
