import type { Health } from "@emojivoto/shared/lifecycle/health.ts";
import type { Logger } from "@emojivoto/shared/log/create-logger.ts";
import { createBallotBox } from "./ballot-box.ts";
import { createConnection } from "./connection.ts";
import { createGroupCommit } from "./group-commit.ts";
import { openDatabase } from "./open-database.ts";
import type { Ballot, Receipt, Store } from "./store.ts";

export type SqliteStoreOptions = {
  /** A file's path, or `inMemory`. */
  readonly file: string;
  /** Time for which a ballot is remembered. */
  readonly windowMs: number;
  /** Ballots that are remembered at most. */
  readonly maxBallots?: number;
  readonly now?: () => number;
  readonly health: Health;
  readonly log: Logger;
};

/**
 * A store in an SQLite file, which it locks for itself alone. A file that cannot be used makes the service not
 * ready and is tried again; it is never deleted or replaced.
 */
export function createSqliteStore(options: SqliteStoreOptions): Store {
  const { file, windowMs, maxBallots = 1_000_000, now = Date.now, health } = options;
  const connection = createConnection({
    open: () => createBallotBox(openDatabase(file), { windowMs, maxBallots, now }),
    health,
    log: options.log.child({ store: file }),
  });
  const listeners: (() => void)[] = [];
  const votes = createGroupCommit<Ballot, Receipt>((batch) => {
    const outcomes = connection.write((box) => box.count(batch));
    if (outcomes.some(isCounted)) for (const listener of listeners) listener();
    return outcomes;
  });
  return {
    cast: votes.add,
    totals: async () => connection.read((box) => box.totals()),
    onChange: (listener) => listeners.push(listener),
    close: async () => {
      votes.flush();
      connection.close();
    },
  };
}

function isCounted(outcome: Receipt | Error): boolean {
  return !(outcome instanceof Error) && !outcome.replayed;
}
