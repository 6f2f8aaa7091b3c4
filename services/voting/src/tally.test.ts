import { catalogue } from "@emojivoto/proto/catalogue";
import { expect, test } from "vitest";
import { createTally } from "./tally.ts";
import { openStore } from "./testing/open-store.ts";

function openTally() {
  const counted: string[] = [];
  const store = openStore();
  const tally = createTally({ store, catalogue, onCounted: (shortcode) => counted.push(shortcode) });
  return { tally, store, counted };
}

test("the standings go from the most votes down, and equals keep the catalogue's order", async () => {
  const { tally } = openTally();
  // In the catalogue :joy: comes before :sunglasses:, and :poop: is the last.
  for (const shortcode of [":poop:", ":sunglasses:", ":joy:", ":poop:"]) await tally.vote(shortcode, "");
  expect(await tally.standings()).toEqual([
    { shortcode: ":poop:", total: 2n },
    { shortcode: ":joy:", total: 1n },
    { shortcode: ":sunglasses:", total: 1n },
  ]);
});

test("an unlisted emoji can be voted for and has no place in the standings", async () => {
  const { tally } = openTally();
  expect(await tally.vote(":relaxed:", "")).toEqual({ total: 1n, replayed: false });
  expect(await tally.standings()).toEqual([]);
});

test("votes without an id are votes of their own", async () => {
  const { tally, counted } = openTally();
  await Promise.all([tally.vote(":joy:", ""), tally.vote(":joy:", "")]);
  expect(await tally.standings()).toEqual([{ shortcode: ":joy:", total: 2n }]);
  expect(counted).toEqual([":joy:", ":joy:"]);
});

test("what the metric is told are votes: no replay, no refusal", async () => {
  const { tally, counted } = openTally();
  await tally.vote(":joy:", "a");
  await tally.vote(":joy:", "a");
  await expect(tally.vote(":ghost:", "a")).rejects.toThrow("another emoji");
  expect(counted).toEqual([":joy:"]);
});
