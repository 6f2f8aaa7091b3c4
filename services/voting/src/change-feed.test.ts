import { expect, test } from "vitest";
import { createChangeFeed } from "./change-feed.ts";

/** A feed of a number that `set` changes, and how often it has been read. */
function createCount(intervalMs = 5) {
  const count = { value: 0, reads: 0 };
  const read = async () => {
    count.reads++;
    return count.value;
  };
  const feed = createChangeFeed({ read, intervalMs });
  const set = (value: number) => {
    count.value = value;
    feed.changed();
  };
  return { count, feed, set };
}

const forEver = new AbortController().signal;

test("a watcher gets the state now and the newest one after changes", async () => {
  const { feed, set } = createCount();
  const states = feed.watch(forEver);
  expect((await states.next()).value).toBe(0);
  const next = states.next();
  for (const value of [1, 2, 3]) set(value);
  expect((await next).value).toBe(3);
});

test("a slow watcher gets no state that was replaced while it was busy", async () => {
  const { feed, set } = createCount();
  const [slow, fast] = [feed.watch(forEver), feed.watch(forEver)];
  await Promise.all([slow.next(), fast.next()]);
  for (const value of [1, 2, 3]) {
    const next = fast.next();
    set(value);
    expect((await next).value).toBe(value);
  }
  expect((await slow.next()).value).toBe(3);
});

test("all watchers share the reads, and nothing is read for nobody", async () => {
  const { count, feed, set } = createCount();
  set(1);
  expect(count.reads).toBe(0);
  const watchers = Array.from({ length: 50 }, () => feed.watch(forEver));
  await Promise.all(watchers.map((watcher) => watcher.next()));
  expect(count.reads).toBe(1);
  const next = watchers.map((watcher) => watcher.next());
  set(2);
  await Promise.all(next);
  expect(count.reads).toBe(2);
  await Promise.all(watchers.map((watcher) => watcher.return()));
  set(3);
  expect(count.reads).toBe(2);
});

test("two changes are told at least the interval apart", async () => {
  const { feed, set } = createCount(50);
  const states = feed.watch(forEver);
  await states.next();
  const toldAtMs: number[] = [];
  for (const value of [1, 2]) {
    const next = states.next();
    set(value);
    await next;
    toldAtMs.push(performance.now());
  }
  // A timer of Node's may be up to 1 ms early.
  expect(toldAtMs[1]! - toldAtMs[0]!).toBeGreaterThan(48);
});

test("a signal ends a watch that waits, without an error", async () => {
  const { feed } = createCount();
  const leaving = new AbortController();
  const states = feed.watch(leaving.signal);
  await states.next();
  const next = states.next();
  leaving.abort();
  expect(await next).toEqual({ done: true, value: undefined });
});

test("a read that fails is told, and made again for the next watcher", async () => {
  let broken = true;
  const read = () => (broken ? Promise.reject(new Error("no disk")) : Promise.resolve(1));
  const feed = createChangeFeed({ read, intervalMs: 5 });
  await expect(feed.watch(forEver).next()).rejects.toThrow("no disk");
  broken = false;
  expect((await feed.watch(forEver).next()).value).toBe(1);
});
