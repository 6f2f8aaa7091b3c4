import type { DatabaseSync, StatementSync } from "node:sqlite";
import { votingErrors } from "../errors.ts";
import { probeWrite } from "./schema.ts";
import type { Ballot, Receipt } from "./store.ts";
import { transact } from "./transact.ts";

/** The tables of votes in an open database. */
export type BallotBox = {
  /** Counts a batch in one transaction: receipts and refusals in its order. Throws when nothing was counted. */
  count(ballots: readonly Ballot[]): (Receipt | Error)[];
  totals(): ReadonlyMap<string, bigint>;
  /** Writes without a change. Throws when that does not reach the disk. */
  probeWrite(): void;
  close(): void;
};

export type BallotBoxOptions = {
  /** Time for which a ballot is remembered. */
  readonly windowMs: number;
  /** Ballots that are remembered at most; the oldest give way. */
  readonly maxBallots: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

export function createBallotBox(database: DatabaseSync, options: BallotBoxOptions): BallotBox {
  const find = prepare(database, "SELECT shortcode, total FROM ballots WHERE id = ?");
  const increment = prepare(
    database,
    `INSERT INTO totals (shortcode, total) VALUES (?, 1)
     ON CONFLICT (shortcode) DO UPDATE SET total = total + 1 RETURNING total`,
  );
  const remember = prepare(database, "INSERT INTO ballots (id, shortcode, total, cast_at_ms) VALUES (?, ?, ?, ?)");
  const readTotals = prepare(database, "SELECT shortcode, total FROM totals");
  const forgetOldest = createForgetOldest(database, options);

  const countOne = ({ id, shortcode }: Ballot): Receipt | Error => {
    const before = find.get(id) as Row | undefined;
    if (before && before.shortcode !== shortcode) return votingErrors.ballotReused();
    if (before) return { total: before.total, replayed: true };
    const { total } = increment.get(shortcode) as Row;
    remember.run(id, shortcode, total, options.now());
    return { total, replayed: false };
  };

  return {
    count: (ballots) =>
      transact(database, () => {
        const outcomes = ballots.map(countOne);
        // Twice what came in, so that a backlog shrinks; no more, so that no batch waits for a large clean-up.
        forgetOldest(2 * ballots.length);
        return outcomes;
      }),
    totals: () => new Map((readTotals.all() as Row[]).map(({ shortcode, total }) => [shortcode, total])),
    probeWrite: () => probeWrite(database),
    close: () => database.close(),
  };
}

type Row = { readonly shortcode: string; readonly total: bigint };

/** A function that deletes, of the `limit` oldest ballots, those outside the window or beyond the bound. */
function createForgetOldest(
  database: DatabaseSync,
  { windowMs, maxBallots, now }: BallotBoxOptions,
): (limit: number) => void {
  const readNewest = prepare(database, "SELECT max(seq) AS seq FROM ballots");
  const readOldest = prepare(database, "SELECT seq, cast_at_ms AS castAtMs FROM ballots ORDER BY seq LIMIT ?");
  const deleteUpTo = prepare(database, "DELETE FROM ballots WHERE seq <= ?");
  return (limit) => {
    const { seq: newest } = readNewest.get() as { seq: bigint | null };
    if (newest === null) return;
    const firstKept = newest - BigInt(maxBallots) + 1n;
    const expiredMs = now() - windowMs;
    let last: bigint | undefined;
    for (const row of readOldest.iterate(limit)) {
      const { seq, castAtMs } = row as { seq: bigint; castAtMs: bigint };
      if (seq >= firstKept && castAtMs > expiredMs) break;
      last = seq;
    }
    if (last !== undefined) deleteUpTo.run(last);
  };
}

/** A total outgrows a JavaScript number before it outgrows SQLite's integers. */
function prepare(database: DatabaseSync, sql: string): StatementSync {
  const statement = database.prepare(sql);
  statement.setReadBigInts(true);
  return statement;
}
