import { errors } from "@emojivoto/shared/errors/errors.ts";
import { catalogue } from "@emojivoto/proto/catalogue";
import type { ResultsResponse } from "@emojivoto/proto/voting";
import { allOf } from "@emojivoto/shared/grpc/testing/all-of.ts";
import { within } from "@emojivoto/shared/grpc/testing/within.ts";
import { expect, test } from "vitest";
import { createTally } from "../tally.ts";
import { openStore } from "../testing/open-store.ts";
import { startVoting } from "../testing/start-voting.ts";

test("a watcher gets the standings now and after a vote", async () => {
  const { client } = await startVoting();
  await client.voteJoy({ ballotId: "" }, within(10_000));
  const seen: bigint[][] = [];
  for await (const { results } of client.watchResults({}, within(10_000))) {
    seen.push(results.map(({ total }) => total));
    if (seen.length === 2) break;
    await client.voteJoy({ ballotId: "" }, within(10_000));
  }
  expect(seen).toEqual([[1n], [2n]]);
});

test("a watcher is told of many votes at most ten times a second, and of the last one in the end", async () => {
  const { client } = await startVoting();
  const beganAtMs = performance.now();
  const voting = (async () => {
    let votes = 0n;
    for (; performance.now() - beganAtMs < 700; votes++) await client.voteJoy({ ballotId: "" }, within(10_000));
    await client.voteGhost({ ballotId: "last" }, within(10_000));
    return votes;
  })();
  const seen: ResultsResponse[] = [];
  for await (const response of client.watchResults({}, within(10_000))) {
    seen.push(response);
    if (response.results.length === 2) break;
  }
  expect(seen.at(-1)?.results.map(({ total }) => total)).toEqual([await voting, 1n]);
  // The first one comes at once, and one may be on its way longer than the next.
  expect(seen.length).toBeLessThanOrEqual(2 + (performance.now() - beganAtMs) / 100);
  expect(seen.length).toBeGreaterThan(2);
});

test("the store is read once for all who watch", async () => {
  const store = openStore();
  let reads = 0;
  const totals = () => {
    reads++;
    return store.totals();
  };
  const tally = createTally({ store: { ...store, totals }, catalogue, onCounted: () => {} });
  const { client, server } = await startVoting({ tally });
  const first = Array.from({ length: 20 }, () => Promise.withResolvers<void>());
  const watchers = first.map(async ({ resolve }) => {
    let last: bigint | undefined;
    for await (const { results } of client.watchResults({}, within(10_000))) {
      resolve();
      last = results[0]?.total;
      if (last === 1n) return;
    }
  });
  await Promise.all(first.map(({ promise }) => promise));
  expect(reads).toBe(1);
  await client.voteJoy({ ballotId: "" }, within(10_000));
  await Promise.all(watchers);
  expect(reads).toBe(2);
  await server.drain();
});

test("a watch ends without an error when the server stops", async () => {
  const { client, server } = await startVoting();
  const begun = Promise.withResolvers<void>();
  const watching = (async () => {
    for await (const _ of client.watchResults({}, within(10_000))) begun.resolve();
  })();
  await begun.promise;
  const startedAt = performance.now();
  await server.drain();
  await watching;
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

test("a watch past its deadline is DEADLINE_EXCEEDED", async () => {
  const { client } = await startVoting();
  await expect(allOf(client.watchResults({}, within(100)))).rejects.toMatchObject({
    entry: { status: "DEADLINE_EXCEEDED" },
  });
});

test("a watch ends as the store does that cannot be read", async () => {
  const store = { ...openStore(), totals: () => Promise.reject(errors.unavailable()) };
  const tally = createTally({ store, catalogue, onCounted: () => {} });
  const { client } = await startVoting({ tally });
  await expect(allOf(client.watchResults({}, within(10_000)))).rejects.toMatchObject({
    entry: { status: "UNAVAILABLE" },
  });
});
