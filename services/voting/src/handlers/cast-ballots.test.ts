import { of } from "@emojivoto/shared/grpc/testing/of.ts";
import { within } from "@emojivoto/shared/grpc/testing/within.ts";
import { expect, test } from "vitest";
import { ballot } from "../testing/ballot.ts";
import { createEndlessBallots } from "../testing/endless-ballots.ts";
import { createGatedTally } from "../testing/gated-tally.ts";
import { settled } from "../testing/settled.ts";
import { startVoting } from "../testing/start-voting.ts";
import { unfinished } from "../testing/unfinished.ts";

test("a stream of ballots is counted, and repeated ones only once", async () => {
  const { client, store } = await startVoting();
  const ballots = [ballot({ ballotId: "a" }), ballot({ shortcode: ":ghost:" }), ballot({ ballotId: "a" })];
  expect(await client.castBallots(of(...ballots), within(10_000))).toMatchObject({ counted: 2n, replayed: 1n });
  expect(await client.castBallots(of(...ballots), within(10_000))).toMatchObject({ counted: 1n, replayed: 2n });
  expect(await store.totals()).toEqual(
    new Map([
      [":joy:", 1n],
      [":ghost:", 2n],
    ]),
  );
});

test("a stream without ballots has an empty summary", async () => {
  const { client } = await startVoting();
  const summary = { counted: 0n, replayed: 0n, failed: 0n, failures: [] };
  expect(await client.castBallots(of(), within(10_000))).toEqual(summary);
});

test("ballots that fail are told with their place and end nothing", async () => {
  const { client } = await startVoting({ failureRate: 1 });
  const ballots = [
    ballot({ shortcode: ":nope:", ballotId: "a" }),
    ballot({ ballotId: "b" }),
    ballot({ shortcode: ":doughnut:", ballotId: "c" }),
    ballot({ shortcode: ":ghost:", ballotId: "b" }),
  ];
  const { counted, failed, failures } = await client.castBallots(of(...ballots), within(10_000));
  expect([counted, failed]).toEqual([1n, 3n]);
  expect(failures).toEqual([
    {
      position: 1n,
      ballotId: "a",
      shortcode: ":nope:",
      code: 3,
      message: "Ballot 1: Expected `shortcode` to be an emoji of the catalogue, as `:joy:`, got `:nope:`",
    },
    { position: 3n, ballotId: "c", shortcode: ":doughnut:", code: 2, message: "ERROR" },
    {
      position: 4n,
      ballotId: "b",
      shortcode: ":ghost:",
      code: 6,
      message: "This `ballot_id` has voted for another emoji: send a new one",
    },
  ]);
});

test("the first hundred failures are told, and all are counted", async () => {
  const { client } = await startVoting();
  const bad = Array.from({ length: 150 }, () => ballot({ shortcode: "x".repeat(10_000) }));
  const { failed, failures } = await client.castBallots(of(...bad), within(10_000));
  expect([failed, failures.length, failures.at(-1)?.position]).toEqual([150n, 100, 100n]);
  expect(failures[0]?.shortcode).toHaveLength(64);
});

test("no more ballots are read than are counted, and no more sent than are read", async () => {
  const { tally, begun } = createGatedTally();
  const { client } = await startVoting({ tally });
  const { ballots, counts, ended } = createEndlessBallots();
  const leaving = new AbortController();
  const call = client.castBallots(ballots, within(20_000, leaving.signal));
  await begun.until(64);
  expect(await settled(() => counts.taken, client)).toBeLessThan(5_000);
  expect(begun.items).toHaveLength(64);
  leaving.abort();
  await expect(call).rejects.toMatchObject({ entry: { status: "CANCELLED" } });
  await ended;
});

test("a server that stops answers with the summary of the ballots that it has read", async () => {
  const { tally, begun, open } = createGatedTally();
  const { client, server } = await startVoting({ tally });
  const { ballots, ended } = createEndlessBallots();
  const call = client.castBallots(ballots, within(20_000));
  await begun.until(64);
  const drained = server.drain();
  open();
  expect(await call).toMatchObject({ counted: BigInt(begun.items.length), failed: 0n });
  await Promise.all([drained, ended]);
  const [standing] = await tally.standings();
  expect(standing?.total).toBe(BigInt(begun.items.length));
});

test("what was counted before the deadline stays counted", async () => {
  const { client, store } = await startVoting();
  await expect(client.castBallots(unfinished(ballot({ ballotId: "a" })), within(200))).rejects.toMatchObject({
    entry: { status: "DEADLINE_EXCEEDED" },
  });
  expect(await store.totals()).toEqual(new Map([[":joy:", 1n]]));
});
