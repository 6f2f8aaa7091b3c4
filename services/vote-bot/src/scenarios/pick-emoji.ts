import type { Draw } from "./draw.ts";

/** The emoji that always fails, so that there is a failure to look at. */
export const doughnut = ":doughnut:";

/** What one visit votes for: each of its votes has draws of its own. */
export function createPick(draw: Draw, doughnutShare: number): (shortcodes: readonly string[]) => string {
  let votes = 0;
  return (shortcodes) => {
    votes++;
    const purposeOf = (what: string) => (votes === 1 ? what : `${what}/${votes}`);
    return pickEmoji((what) => draw(purposeOf(what)), doughnutShare, shortcodes);
  };
}

/** Upstream's choice: the doughnut for a share of the votes, else any of the list, the doughnut included. */
export function pickEmoji(draw: Draw, doughnutShare: number, shortcodes: readonly string[]): string {
  if (draw("doughnut") < doughnutShare) return doughnut;
  return shortcodes[Math.floor(draw("emoji") * shortcodes.length)] ?? doughnut;
}

/** The HTTP statuses of 400 and above that a vote for `choice` is meant to be answered with. */
export function expectsOf(choice: string): readonly number[] {
  return choice === doughnut ? [500] : [];
}
