import { expect, test } from "vitest";
import { allOf } from "../testing/all-of.ts";
import { of } from "../testing/of.ts";
import { untilAborted } from "./until-aborted.ts";

async function* failing() {
  yield 1;
  throw new Error("broken");
}

test("without an abort it is the source, its error included", async () => {
  const { signal } = new AbortController();
  await expect(allOf(untilAborted(of(1, 2), signal))).resolves.toEqual([1, 2]);
  await expect(allOf(untilAborted(failing(), signal))).rejects.toThrow("broken");
});

test("an abort ends it at once, though the source is waiting", async () => {
  const stop = new AbortController();
  async function* stuck() {
    yield 1;
    stop.abort();
    await new Promise(() => {});
  }
  await expect(allOf(untilAborted(stuck(), stop.signal))).resolves.toEqual([1]);
});

test("a reader that leaves waits for the source's clean-up, and one after an abort does not", async () => {
  const { promise: never } = Promise.withResolvers<void>();
  const stop = new AbortController();
  let cleanedUp = 0;
  async function* source(cleanUp: Promise<void>) {
    try {
      for (;;) yield 1;
    } finally {
      await cleanUp;
      cleanedUp++;
    }
  }
  for await (const _ of untilAborted(source(Promise.resolve()), stop.signal)) break;
  expect(cleanedUp).toBe(1);
  for await (const _ of untilAborted(source(never), stop.signal)) stop.abort();
});
