import type { BallotReceipt } from "@emojivoto/proto/voting";
import { allOf } from "@emojivoto/shared/grpc/testing/all-of.ts";
import { createGrowingList } from "@emojivoto/shared/grpc/testing/growing-list.ts";
import { of } from "@emojivoto/shared/grpc/testing/of.ts";
import { within } from "@emojivoto/shared/grpc/testing/within.ts";
import { expect, test } from "vitest";
import { ballot } from "../testing/ballot.ts";
import { createEndlessBallots } from "../testing/endless-ballots.ts";
import { createGatedTally } from "../testing/gated-tally.ts";
import { settled } from "../testing/settled.ts";
import { startVoting } from "../testing/start-voting.ts";
import { unfinished } from "../testing/unfinished.ts";

test("each ballot may wait for the receipt of the one before", async () => {
  const { client } = await startVoting();
  const receipts = createGrowingList<BallotReceipt>();
  async function* ballots() {
    for (let sent = 0; sent < 3; sent++) {
      await receipts.until(sent);
      yield ballot({ ballotId: `${sent}` });
    }
  }
  for await (const receipt of client.voteSession(ballots(), within(10_000))) receipts.push(receipt);
  expect(receipts.items.map(({ ballotId, total }) => [ballotId, total])).toEqual([
    ["0", 1n],
    ["1", 2n],
    ["2", 3n],
  ]);
});

test("ballots are counted at the same time, and receipts come in their order", async () => {
  const { client } = await startVoting({ artificialDelayMs: 100 });
  const shortcodes = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? ":joy:" : ":nope:"));
  const startedAt = performance.now();
  const ballots = shortcodes.map((shortcode, index) => ballot({ shortcode, ballotId: `${index}` }));
  const receipts = await allOf(client.voteSession(of(...ballots), within(10_000)));
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  expect(receipts.map(({ ballotId, code }) => [ballotId, code])).toEqual(
    ballots.map(({ ballotId, shortcode }) => [ballotId, shortcode === ":joy:" ? 0 : 3]),
  );
});

test("a ballot that fails has a receipt that says why, and ends nothing", async () => {
  const { client } = await startVoting({ failureRate: 1 });
  const ballots = [
    ballot({ shortcode: ":doughnut:" }),
    ballot({ shortcode: "" }),
    ballot({ ballotId: "é".repeat(33) }),
    ballot({ traceparent: "00-0-0-01" }),
    ballot({ ballotId: "a" }),
    ballot({ ballotId: "a", shortcode: ":ghost:" }),
  ];
  const receipts = await allOf(client.voteSession(of(...ballots), within(10_000)));
  expect(receipts.map(({ code, total, message }) => [code, total, message])).toEqual([
    [2, 0n, "ERROR"],
    [3, 0n, "Ballot 2: Expected `shortcode` to be an emoji of the catalogue, as `:joy:`, got an empty string"],
    [3, 0n, "Ballot 3: Expected `ballot_id` to be at most 64 bytes, got 66"],
    [3, 0n, "Ballot 4: Expected `traceparent` to be empty or a W3C trace context (`00-…`), got `00-0-0-01`"],
    [0, 1n, ""],
    [6, 0n, "This `ballot_id` has voted for another emoji: send a new one"],
  ]);
});

test("a repeated ballot is replayed, whichever call cast it first", async () => {
  const { client, metrics } = await startVoting();
  await client.voteJoy({ ballotId: "a" }, within(10_000));
  await client.castBallots(of(ballot({ ballotId: "b" })), within(10_000));
  const ballots = ["a", "b", "c", "c"].map((ballotId) => ballot({ ballotId }));
  const receipts = await allOf(client.voteSession(of(...ballots), within(10_000)));
  expect(receipts.map(({ total, replayed }) => [total, replayed])).toEqual([
    [1n, true],
    [2n, true],
    [3n, false],
    [3n, true],
  ]);
  expect(await metrics.metrics()).toContain('\nemojivoto_votes_total{emoji=":joy:"} 3\n');
});

test("a caller that stops reading receipts stops its ballots from being counted, until it leaves", async () => {
  const { client, store } = await startVoting();
  const { ballots, counts, ended } = createEndlessBallots();
  const counted = async () => Number((await store.totals()).get(":joy:") ?? 0n);
  for await (const _ of client.voteSession(ballots, within(20_000))) {
    expect(await settled(() => counts.taken, client)).toBeLessThan(10_000);
    expect(await counted()).toBeGreaterThan(64);
    break;
  }
  await ended;
});

test("no more ballots are read than are counted", async () => {
  const { tally, begun, open } = createGatedTally();
  const { client } = await startVoting({ tally });
  const { ballots, counts } = createEndlessBallots();
  const receipts = client.voteSession(ballots, within(20_000));
  const first = receipts[Symbol.asyncIterator]().next();
  await begun.until(64);
  expect(await settled(() => counts.taken, client)).toBeLessThan(5_000);
  expect(begun.items).toHaveLength(64);
  open();
  await first;
});

test("a server that stops sends the receipts of the ballots that it has read, and ends the session", async () => {
  const { tally, begun, open } = createGatedTally();
  const { client, server } = await startVoting({ tally });
  const { ballots, ended } = createEndlessBallots();
  const session = allOf(client.voteSession(ballots, within(20_000)));
  await begun.until(64);
  const drained = server.drain();
  open();
  const receipts = await session;
  expect(receipts.map(({ ballotId }) => ballotId)).toEqual(begun.items);
  await Promise.all([drained, ended]);
  const [standing] = await tally.standings();
  expect(standing?.total).toBe(BigInt(receipts.length));
});

test("what was counted before the deadline stays counted", async () => {
  const { client, store } = await startVoting();
  const receipts: BallotReceipt[] = [];
  const ballots = unfinished(ballot({ ballotId: "a" }));
  const session = (async () => {
    for await (const receipt of client.voteSession(ballots, within(300))) receipts.push(receipt);
  })();
  await expect(session).rejects.toMatchObject({ entry: { status: "DEADLINE_EXCEEDED" } });
  expect(receipts).toMatchObject([{ ballotId: "a", total: 1n }]);
  expect(await store.totals()).toEqual(new Map([[":joy:", 1n]]));
});
