import { type DatabaseCall, inDatabaseSpan } from "@emojivoto/shared/telemetry/conventions/database-span.ts";
import { ATTR_COMMIT_BALLOTS } from "../attributes.ts";
import type { Store } from "./store.ts";

const database = { caller: "@emojivoto/voting", system: "sqlite" };
const insertBallot: DatabaseCall = { ...database, operation: "INSERT", collection: "ballots" };
const selectTotals: DatabaseCall = { ...database, operation: "SELECT", collection: "totals" };

/**
 * A store whose use is in the trace: a span a ballot, from its arrival to the end of the commit that made it durable,
 * and one a read. Ballots that share a commit are not linked: hundreds of links a span would say no more than their
 * number, which is an attribute.
 */
export function traceStore(store: Store): Store {
  return {
    cast: (ballot, onCommit) =>
      inDatabaseSpan(insertBallot, (span) =>
        store.cast(ballot, (ballots) => {
          span.setAttribute(ATTR_COMMIT_BALLOTS, ballots);
          onCommit?.(ballots);
        }),
      ),
    totals: () => inDatabaseSpan(selectTotals, () => store.totals()),
    onChange: (listener) => store.onChange(listener),
    close: () => store.close(),
  };
}
