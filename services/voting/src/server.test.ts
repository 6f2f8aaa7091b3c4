import { catalogue } from "@emojivoto/proto/catalogue";
import { within } from "@emojivoto/shared/grpc/testing/within.ts";
import { expect, test } from "vitest";
import { openStore } from "./testing/open-store.ts";
import { startVoting } from "./testing/start-voting.ts";
import { createTally } from "./tally.ts";

test("each of the catalogue's vote methods counts for its own emoji", async () => {
  const { client, store } = await startVoting({ failureRate: 0 });
  await Promise.all(catalogue.map(({ voteMethod }) => client[voteMethod]({ ballotId: "" }, within(10_000))));
  expect(await store.totals()).toEqual(new Map(catalogue.map(({ shortcode }) => [shortcode, 1n])));
});

test("a retried vote is answered as the first time, and the metric counts it once", async () => {
  const { client, metrics } = await startVoting();
  expect(await client.voteJoy({ ballotId: "a" }, within(10_000))).toEqual({ total: 1n, replayed: false });
  expect(await client.voteJoy({ ballotId: "b" }, within(10_000))).toEqual({ total: 2n, replayed: false });
  expect(await client.voteJoy({ ballotId: "a" }, within(10_000))).toEqual({ total: 1n, replayed: true });
  expect(await metrics.metrics()).toContain('\nemojivoto_votes_total{emoji=":joy:"} 2\n');
});

test("a ballot that has voted for another emoji is ALREADY_EXISTS", async () => {
  const { client } = await startVoting();
  await client.voteJoy({ ballotId: "a" }, within(10_000));
  await expect(client.voteGhost({ ballotId: "a" }, within(10_000))).rejects.toMatchObject({
    entry: { status: "ALREADY_EXISTS", code: "ballot_reused" },
  });
});

test("a ballot id has at most 64 bytes of UTF-8", async () => {
  const { client } = await startVoting();
  expect(await client.voteJoy({ ballotId: "é".repeat(32) }, within(10_000))).toMatchObject({ total: 1n });
  for (const ballotId of ["x".repeat(65), "é".repeat(33)]) {
    await expect(client.voteJoy({ ballotId }, within(10_000))).rejects.toMatchObject({
      message: expect.stringContaining("`ballot_id`") as string,
      entry: { status: "INVALID_ARGUMENT" },
    });
  }
});

test("the doughnut fails as upstream's, and nothing is counted", async () => {
  const { client } = await startVoting({ failureRate: 1 });
  await expect(client.voteDoughnut({ ballotId: "a" }, within(10_000))).rejects.toMatchObject({
    message: "ERROR",
    entry: { status: "UNKNOWN" },
  });
  expect(await client.results({}, within(10_000))).toEqual({ results: [] });
});

test("a failure rate of 0 lets the doughnut be counted", async () => {
  const { client } = await startVoting({ failureRate: 0 });
  expect(await client.voteDoughnut({ ballotId: "" }, within(10_000))).toEqual({ total: 1n, replayed: false });
});

test("an int32 count stops at its largest value and `total` goes on", async () => {
  const totals = new Map([
    [":joy:", 2_147_483_647n],
    [":ghost:", 2_147_483_648n],
    [":poop:", 9_007_199_254_740_993n],
  ]);
  const store = { ...openStore(), totals: () => Promise.resolve(totals) };
  const { client } = await startVoting({ tally: createTally({ store, catalogue, onCounted: () => {} }) });
  expect((await client.results({}, within(10_000))).results).toEqual([
    { Shortcode: ":poop:", Votes: 2_147_483_647, total: 9_007_199_254_740_993n },
    { Shortcode: ":ghost:", Votes: 2_147_483_647, total: 2_147_483_648n },
    { Shortcode: ":joy:", Votes: 2_147_483_647, total: 2_147_483_647n },
  ]);
});

test("the artificial delay holds a vote back by its time", async () => {
  const { client } = await startVoting({ artificialDelayMs: 100 });
  const startedAt = performance.now();
  await client.voteJoy({ ballotId: "" }, within(10_000));
  expect(performance.now() - startedAt).toBeGreaterThan(95);
});

test("a vote whose caller stops waiting during the delay is not counted", async () => {
  const { client } = await startVoting({ artificialDelayMs: 300 });
  await expect(client.voteJoy({ ballotId: "late" }, within(50))).rejects.toMatchObject({
    entry: { status: "DEADLINE_EXCEEDED" },
  });
  expect(await client.voteJoy({ ballotId: "late" }, within(10_000))).toEqual({ total: 1n, replayed: false });
});
