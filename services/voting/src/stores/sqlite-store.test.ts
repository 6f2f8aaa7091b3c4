import { expect, test } from "vitest";
import { openStore } from "../testing/open-store.ts";
import { temporaryFile } from "../testing/temporary-file.ts";
import type { Store } from "./store.ts";

const joy = (id: string) => ({ id, shortcode: ":joy:" });
const ghost = (id: string) => ({ id, shortcode: ":ghost:" });

async function castAll(store: Store, ids: readonly string[]): Promise<boolean[]> {
  const replayed: boolean[] = [];
  for (const id of ids) replayed.push((await store.cast(joy(id))).replayed);
  return replayed;
}

test("a retried ballot counts once and is answered as the first time", async () => {
  const store = openStore();
  expect(await store.cast(joy("a"))).toEqual({ total: 1n, replayed: false });
  expect(await store.cast(joy("b"))).toEqual({ total: 2n, replayed: false });
  expect(await store.cast(joy("a"))).toEqual({ total: 1n, replayed: true });
  expect(await store.totals()).toEqual(new Map([[":joy:", 2n]]));
});

test("a ballot that has voted for another emoji is refused and counts for neither again", async () => {
  const store = openStore();
  await store.cast(joy("a"));
  await expect(store.cast(ghost("a"))).rejects.toMatchObject({
    entry: { code: "ballot_reused", status: "ALREADY_EXISTS" },
  });
  expect(await store.totals()).toEqual(new Map([[":joy:", 1n]]));
});

test("a ballot that comes twice in one batch counts once, and a reuse in it is refused", async () => {
  const store = openStore();
  const outcomes = await Promise.allSettled([store.cast(joy("a")), store.cast(joy("a")), store.cast(ghost("a"))]);
  expect(outcomes.map((outcome) => (outcome.status === "fulfilled" ? outcome.value : outcome.status))).toEqual([
    { total: 1n, replayed: false },
    { total: 1n, replayed: true },
    "rejected",
  ]);
  expect(await store.totals()).toEqual(new Map([[":joy:", 1n]]));
});

test("totals and ballots outlive the process", async () => {
  const file = temporaryFile();
  const before = openStore({ file });
  await before.cast(joy("a"));
  await before.cast(joy("b"));
  await before.close();
  const after = openStore({ file });
  expect(await after.cast(joy("a"))).toEqual({ total: 1n, replayed: true });
  await expect(after.cast(ghost("b"))).rejects.toThrow("another emoji");
  expect(await after.cast(joy("c"))).toEqual({ total: 3n, replayed: false });
});

test("a ballot that is queued when the store closes is counted", async () => {
  const file = temporaryFile();
  const store = openStore({ file });
  const receipt = store.cast(joy("a"));
  await store.close();
  expect(await receipt).toEqual({ total: 1n, replayed: false });
  expect(await openStore({ file }).totals()).toEqual(new Map([[":joy:", 1n]]));
});

test("a closed store refuses ballots and says why", async () => {
  const store = openStore();
  await store.close();
  await expect(store.cast(joy("a"))).rejects.toThrow("The vote store is unavailable: voting is stopping");
  await expect(store.totals()).rejects.toThrow("voting is stopping");
});

test("a ballot is remembered for the window and counts again after it", async () => {
  let now = 1_000_000;
  const store = openStore({ windowMs: 1_000, now: () => now });
  await castAll(store, ["a"]);
  now += 999;
  expect(await castAll(store, ["b", "a"])).toEqual([false, true]);
  now += 1;
  expect(await castAll(store, ["c", "a", "b"])).toEqual([false, false, true]);
});

test("below the bound no ballot of the window is forgotten; beyond it the oldest give way", async () => {
  const store = openStore({ maxBallots: 3 });
  await castAll(store, ["a", "b", "c"]);
  expect(await castAll(store, ["a", "b", "c"])).toEqual([true, true, true]);
  await castAll(store, ["d"]);
  expect(await castAll(store, ["b", "c", "d"])).toEqual([true, true, true]);
  expect(await castAll(store, ["a"])).toEqual([false]);
});

test("a clock that was set back makes no ballot of the window be forgotten", async () => {
  let now = 1_000_000;
  const store = openStore({ windowMs: 1_000, now: () => now });
  await castAll(store, ["late"]);
  now -= 900;
  await castAll(store, ["early"]);
  now += 950;
  expect(await castAll(store, ["x", "early", "late"])).toEqual([false, true, true]);
});

test("a change is told when votes are counted, before their answer, and not for a replay", async () => {
  const store = openStore();
  const told: string[] = [];
  store.onChange(() => told.push("change"));
  for (const id of ["a", "a"]) await store.cast(joy(id)).then(({ replayed }) => told.push(`replayed: ${replayed}`));
  expect(told).toEqual(["change", "replayed: false", "replayed: true"]);
});
