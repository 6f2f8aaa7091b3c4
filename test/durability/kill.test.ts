import { catalogue, type VoteMethod } from "@emojivoto/proto/catalogue";
import type { VoteResponse } from "@emojivoto/proto/voting";
import { expect, test } from "vitest";
import { slowTests } from "../support/slow-tests.ts";
import { startVoting, storeFile, sumOfTotals, type Voting, within10s } from "./voting.ts";

const rounds = Number(process.env["KILL_ROUNDS"] ?? 1);
const votesBeforeKill = slowTests ? 2_000 : 500;
const callsInFlight = 64;

/** The doughnut would fail, and Results does not show an unlisted emoji. */
const methods = catalogue
  .filter(({ shortcode, listed }) => listed && shortcode !== ":doughnut:")
  .map(({ voteMethod }) => voteMethod);

type Load = {
  /** The emoji of every ballot that was sent. */
  readonly sent: ReadonlyMap<string, VoteMethod>;
  /** The answer to every ballot that was answered. */
  readonly acknowledged: ReadonlyMap<string, VoteResponse>;
};

test(
  `kill -9 under load loses no acknowledged vote and counts none twice (${rounds} rounds)`,
  { timeout: 30_000 * rounds },
  async () => {
    const file = storeFile();
    let voting = await startVoting(file, { logsCalls: false });
    let counted = 0n;
    for (let round = 1; round <= rounds; round++) {
      const { sent, acknowledged } = await voteUntilKilled(voting, `round-${round}`);
      expect(acknowledged.size).toBeGreaterThanOrEqual(votesBeforeKill);
      voting = await startVoting(file, { logsCalls: false });
      const afterRestart = await sumOfTotals(voting);

      const retried = await retryAll(voting, sent);
      for (const [id, { total }] of acknowledged) expect(retried.get(id)).toEqual({ total, replayed: true });
      const countedBeforeKill = [...retried.values()].filter(({ replayed }) => replayed).length;
      expect(afterRestart).toBe(counted + BigInt(countedBeforeKill));
      counted += BigInt(sent.size);
      expect(await sumOfTotals(voting)).toBe(counted);
    }
  },
);

/** Votes without a pause, kills the service once enough votes are acknowledged, and ends when no call is left. */
async function voteUntilKilled(voting: Voting, prefix: string): Promise<Load> {
  const sent = new Map<string, VoteMethod>();
  const acknowledged = new Map<string, VoteResponse>();
  const kill = new AbortController();
  const gone = new AbortController();
  kill.signal.addEventListener("abort", () => void voting.stop("SIGKILL").then(() => gone.abort()));
  const voteOnAndOn = async () => {
    while (!kill.signal.aborted) {
      const id = `${prefix}-${sent.size}`;
      const method = methods[sent.size % methods.length] as VoteMethod;
      sent.set(id, method);
      const answer = await voting.client[method]({ ballotId: id }, within10s(gone.signal)).catch(() => undefined);
      if (answer) acknowledged.set(id, answer);
      if (acknowledged.size >= votesBeforeKill) kill.abort();
    }
  };
  await Promise.all(Array.from({ length: callsInFlight }, voteOnAndOn));
  return { sent, acknowledged };
}

async function retryAll({ client }: Voting, sent: Load["sent"]): Promise<Map<string, VoteResponse>> {
  const answers = new Map<string, VoteResponse>();
  const left = sent.entries();
  const retryOnAndOn = async () => {
    for (const [id, method] of left) answers.set(id, await client[method]({ ballotId: id }, within10s()));
  };
  await Promise.all(Array.from({ length: callsInFlight }, retryOnAndOn));
  return answers;
}
