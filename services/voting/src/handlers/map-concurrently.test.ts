import { allOf } from "@emojivoto/shared/grpc/testing/all-of.ts";
import { createGrowingList } from "@emojivoto/shared/grpc/testing/growing-list.ts";
import { of } from "@emojivoto/shared/grpc/testing/of.ts";
import { expect, test } from "vitest";
import { unfinished } from "../testing/unfinished.ts";
import { mapConcurrently } from "./map-concurrently.ts";

/** Work that ends when its item is let go. */
function createWork() {
  const begun = createGrowingList<string>();
  const gates = new Map<string, PromiseWithResolvers<string>>();
  const gateOf = (item: string) => {
    const gate = gates.get(item) ?? Promise.withResolvers<string>();
    gates.set(item, gate);
    return gate;
  };
  return {
    begun,
    work: (item: string, index: number) => {
      begun.push(`${item}${index}`);
      return gateOf(item).promise;
    },
    letGo: (item: string) => gateOf(item).resolve(item.toUpperCase()),
  };
}

test("results come in the order of the items, whichever is done first", async () => {
  const { work, letGo } = createWork();
  const results = allOf(mapConcurrently(of("a", "b", "c"), 3, work));
  for (const item of ["c", "b", "a"]) letGo(item);
  expect(await results).toEqual(["A", "B", "C"]);
});

test("no more than the limit are pulled before a result is taken", async () => {
  const { begun, work, letGo } = createWork();
  const pulled: string[] = [];
  async function* source() {
    for (const item of "abcdef") {
      pulled.push(item);
      yield item;
    }
  }
  const results = mapConcurrently(source(), 3, work);
  const first = results.next();
  expect(await begun.until(3)).toEqual(["a0", "b1", "c2"]);
  letGo("a");
  expect((await first).value).toBe("A");
  expect(pulled).toEqual(["a", "b", "c"]);
  for (const item of "bcdef") letGo(item);
  expect(await allOf(results)).toEqual(["B", "C", "D", "E", "F"]);
  expect(begun.items).toEqual(["a0", "b1", "c2", "d3", "e4", "f5"]);
});

test("a result does not wait for the next item", async () => {
  const results = mapConcurrently(unfinished("a"), 3, async (item) => item.toUpperCase());
  expect((await results.next()).value).toBe("A");
});

async function* breaking() {
  yield "a";
  throw new Error("no more items");
}

test("an error of the source comes after the results of the items before it", async () => {
  const { work, letGo } = createWork();
  const results = mapConcurrently(breaking(), 3, work);
  const first = results.next();
  letGo("a");
  expect((await first).value).toBe("A");
  await expect(results.next()).rejects.toThrow("no more items");
});

test("work that fails ends the results at its place, and ends the source", async () => {
  const ended = Promise.withResolvers<void>();
  async function* source() {
    try {
      for (;;) yield "a";
    } finally {
      ended.resolve();
    }
  }
  const results = mapConcurrently(source(), 3, async (item, index) => {
    if (index > 0) throw new Error(`bug ${index}`);
    return item;
  });
  expect((await results.next()).value).toBe("a");
  await expect(results.next()).rejects.toThrow("bug 1");
  await ended.promise;
});
