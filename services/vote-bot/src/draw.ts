import { createHash } from "node:crypto";

/** A random number in [0, 1) that depends on `purpose` and on nothing else. */
export type Draw = (purpose: string) => number;

/**
 * The random numbers of one visit: the first 48 bits of SHA-256 of `<seed>/<visit number>/<purpose>`. A draw of
 * its own for each purpose, so that a scenario which draws once more leaves the other choices as they were.
 */
export function createDraw(seed: string, visitNumber: number): Draw {
  return (purpose) => {
    const hash = createHash("sha256").update(`${seed}/${visitNumber}/${purpose}`).digest();
    return hash.readUIntBE(0, 6) / 2 ** 48;
  };
}
