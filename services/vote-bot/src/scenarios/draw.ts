import { hash } from "node:crypto";

/** A random number in [0, 1) that depends on `purpose` and on nothing else. */
export type Draw = (purpose: string) => number;

/**
 * The random numbers of one visit: the first 48 bits of SHA-256 of `<seed>/<visit number>/<purpose>`. A draw of
 * its own for each purpose, so that a scenario which draws once more leaves the other choices as they were.
 */
export function createDraw(seed: string, visitNumber: number): Draw {
  return (purpose) => Number.parseInt(hash("sha256", `${seed}/${visitNumber}/${purpose}`).slice(0, 12), 16) / 2 ** 48;
}
