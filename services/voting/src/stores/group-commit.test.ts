import { expect, test } from "vitest";
import { createGroupCommit } from "./group-commit.ts";

test("what is added in one turn of the event loop is one batch", async () => {
  const batches: string[][] = [];
  const commits = createGroupCommit<string, string>((batch) => {
    batches.push([...batch]);
    return batch.map((item) => item.toUpperCase());
  });
  expect(await Promise.all([commits.add("a"), commits.add("b")])).toEqual(["A", "B"]);
  expect(await commits.add("c")).toBe("C");
  expect(batches).toEqual([["a", "b"], ["c"]]);
});

test("an item's refusal leaves the rest of its batch alone", async () => {
  const commits = createGroupCommit<number, number>((batch) => batch.map((n) => (n < 0 ? new Error("negative") : n)));
  const outcomes = await Promise.allSettled([commits.add(1), commits.add(-1), commits.add(2)]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("a commit that fails rejects its whole batch, and the next batch is tried anew", async () => {
  let fails = true;
  const commits = createGroupCommit<number, number>((batch) => {
    if (fails) throw new Error("disk full");
    return batch;
  });
  const outcomes = await Promise.allSettled([commits.add(1), commits.add(2)]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  fails = false;
  expect(await commits.add(3)).toBe(3);
});

test("a flush commits at once", () => {
  const batches: unknown[] = [];
  const commits = createGroupCommit<string, undefined>((batch) => {
    batches.push(batch);
    return [undefined];
  });
  void commits.add("a");
  commits.flush();
  expect(batches).toEqual([["a"]]);
});

test("each item learns how many were committed with it", async () => {
  const group = createGroupCommit<string, string>((batch) => batch);
  const sizes: number[] = [];
  await Promise.all(["a", "b", "c"].map((item) => group.add(item, (batchSize) => sizes.push(batchSize))));
  expect(sizes).toEqual([3, 3, 3]);
});
