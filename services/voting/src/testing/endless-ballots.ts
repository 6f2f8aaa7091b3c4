import type { Ballot } from "@emojivoto/proto/voting";
import { ballot } from "./ballot.ts";

/** Ballots without an end for a stream, how many it has taken, and its end. */
export function createEndlessBallots() {
  const { promise: ended, resolve: onEnd } = Promise.withResolvers<void>();
  const counts = { taken: 0 };
  async function* make(): AsyncGenerator<Ballot> {
    try {
      for (;;) yield ballot({ ballotId: `${"x".repeat(40)}${counts.taken++}` });
    } finally {
      onEnd();
    }
  }
  return { ballots: make(), counts, ended };
}
