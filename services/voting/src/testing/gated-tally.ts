import { catalogue } from "@emojivoto/proto/catalogue";
import { createGrowingList } from "@emojivoto/shared/grpc/testing/growing-list.ts";
import { createTally, type Tally } from "../tally.ts";
import { openStore } from "./open-store.ts";

/** A tally that lists the ballots it is handed and counts none before the gate is opened. */
export function createGatedTally() {
  const tally = createTally({ store: openStore(), catalogue, onCounted: () => {} });
  const begun = createGrowingList<string>();
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const gated: Tally = {
    ...tally,
    vote: async (shortcode, ballotId) => {
      begun.push(ballotId);
      await opened;
      return await tally.vote(shortcode, ballotId);
    },
  };
  return { tally: gated, begun, open };
}
