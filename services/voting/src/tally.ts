import type { CatalogueEntry } from "@emojivoto/proto/catalogue";
import { v7 as uuidv7 } from "uuid";
import { createChangeFeed } from "./change-feed.ts";
import type { Receipt, Store } from "./stores/store.ts";

/** Least time between two standings that a watcher is told. */
const watchIntervalMs = 100;

/** An emoji's place on the leaderboard. */
export type Standing = { readonly shortcode: string; readonly total: bigint };

/** The count of all votes. */
export type Tally = {
  /** Counts one vote, once a ballot id; a vote without an id is given one. Rejects as `Store.cast` does. */
  vote(shortcode: string, ballotId: string): Promise<Receipt>;
  /** The listed emoji that have votes, most first; equals stand in the catalogue's order. */
  standings(): Promise<Standing[]>;
  /** The standings now, and the newest ones at most ten times a second while votes are counted, until `signal` aborts. */
  watch(signal: AbortSignal): AsyncGenerator<Standing[], void, void>;
};

export type TallyOptions = {
  readonly store: Store;
  readonly catalogue: readonly CatalogueEntry[];
  /** Told of every vote that was counted, and of no replay. */
  readonly onCounted: (shortcode: string) => void;
};

export function createTally({ store, catalogue, onCounted }: TallyOptions): Tally {
  const listed = catalogue.filter((entry) => entry.listed);
  const standings = async () => {
    const totals = await store.totals();
    return listed
      .map(({ shortcode }) => ({ shortcode, total: totals.get(shortcode) ?? 0n }))
      .filter(({ total }) => total > 0n)
      .toSorted((a, b) => Number(b.total - a.total));
  };
  const feed = createChangeFeed({ read: standings, intervalMs: watchIntervalMs });
  store.onChange(feed.changed);
  return {
    vote: async (shortcode, ballotId) => {
      const receipt = await store.cast({ id: ballotId || uuidv7(), shortcode });
      if (!receipt.replayed) onCounted(shortcode);
      return receipt;
    },
    standings,
    watch: feed.watch,
  };
}
