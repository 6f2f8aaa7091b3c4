import type { Draw } from "./draw.ts";

/** The emoji that always fails, so that there is a failure to look at. */
export const doughnut = ":doughnut:";

/** Upstream's choice: the doughnut for a share of the visits, else any of the list, the doughnut included. */
export function pickEmoji(draw: Draw, doughnutShare: number, shortcodes: readonly string[]): string {
  if (draw("doughnut") < doughnutShare) return doughnut;
  return shortcodes[Math.floor(draw("emoji") * shortcodes.length)] ?? doughnut;
}
