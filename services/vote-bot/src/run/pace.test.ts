import { expect, test } from "vitest";
import { createPace } from "./pace.ts";

const never = new AbortController().signal;
const everyMs = (stepMs: number, count: number) => Array.from({ length: count }, (_, index) => index * stepMs);

/** Runs a pace of `offsets` to its end, or to `stop`; `onDue` is told of each start. */
const paceOf = (offsets: Iterable<number>, durationMs: number) => {
  const startMs = performance.now();
  const pace = createPace({ startMs, durationMs, offsets });
  const starts: { offsetMs: number; lateMs: number }[] = [];
  const run = (onDue = (_count: number) => {}, stop = never) =>
    pace.run((intendedMs) => {
      starts.push({ offsetMs: intendedMs - startMs, lateMs: performance.now() - intendedMs });
      onDue(starts.length);
    }, stop);
  const offsetsMs = () => starts.map(({ offsetMs }) => Math.round(offsetMs * 1_000) / 1_000);
  return { pace, startMs, starts, run, offsetsMs };
};

/** That `offsetsMs` are all that is left of the plan soon after `sinceMs`. */
const expectRestFrom = (sinceMs: number, offsetsMs: readonly number[], plannedMs: readonly number[]) => {
  const [firstMs = Infinity] = offsetsMs;
  expect(firstMs).toBeGreaterThanOrEqual(sinceMs);
  expect(firstMs).toBeLessThan(sinceMs + 50);
  expect(offsetsMs).toEqual(plannedMs.filter((offsetMs) => offsetMs >= firstMs));
};

const blockFor = (timeMs: number) => {
  const untilMs = performance.now() + timeMs;
  while (performance.now() < untilMs);
};

test.each([
  ["dense", 5],
  ["sparse", 40],
])("%s starts come at their times, none before", async (_, stepMs) => {
  const { starts, run, offsetsMs } = paceOf(everyMs(stepMs, 200 / stepMs), 200);
  await run();
  expect(offsetsMs()).toEqual(everyMs(stepMs, 200 / stepMs));
  const latenessMs = starts.map(({ lateMs }) => lateMs).toSorted((a, b) => a - b);
  expect(latenessMs[0]).toBeGreaterThanOrEqual(0);
  expect(latenessMs[Math.floor(latenessMs.length / 2)]).toBeLessThan(stepMs);
});

test("a generator that was held up makes up for every start, each with the time it was meant for", async () => {
  const { starts, run, offsetsMs } = paceOf(everyMs(1, 100), 100);
  await run((count) => count === 5 && blockFor(150));
  expect(offsetsMs()).toEqual(everyMs(1, 100));
  expect(starts[5]?.lateMs).toBeGreaterThan(140);
});

test("the run lasts as long as told, though its last start is long over", async () => {
  const { startMs, run } = paceOf([0], 60);
  await run();
  expect(performance.now() - startMs).toBeGreaterThanOrEqual(60);
});

test.each([
  ["that waits for its next start", (): void => {}],
  ["that is paused", (pace: { pause(): void }): void => pace.pause()],
])("a run without an end %s stops at once", async (_, prepare) => {
  const { pace, starts, run } = paceOf([0, 3_600_000], Infinity);
  const controller = new AbortController();
  const over = run(() => {
    prepare(pace);
    setImmediate(() => controller.abort());
  }, controller.signal);
  await over;
  expect(starts).toHaveLength(1);
});

test("a run that was stopped before makes no start", async () => {
  const { starts, run } = paceOf([0], Infinity);
  await run(undefined, AbortSignal.abort());
  expect(starts).toEqual([]);
});

test("starts that come due in a pause do not take place, and the later ones keep their times", async () => {
  const { pace, startMs, run, offsetsMs } = paceOf(everyMs(2, 100), 200);
  pace.pause();
  let resumedMs = 0;
  setTimeout(() => {
    resumedMs = performance.now() - startMs;
    pace.resume();
  }, 80);
  await run();
  expectRestFrom(resumedMs, offsetsMs(), everyMs(2, 100));
});

test("other starts count from the moment they replace the run's own, and going back goes on where time is", async () => {
  const { pace, startMs, run, offsetsMs } = paceOf(everyMs(10, 30), 300);
  const changesMs: number[] = [];
  await run((count) => {
    if (count === 5) pace.replace(everyMs(3, 100));
    if (count === 25) pace.replace(undefined);
    if (count === 5 || count === 25) changesMs.push(performance.now() - startMs);
  });
  const [from = 0, to = 0] = changesMs;
  const offsets = offsetsMs();
  expect(offsets.slice(0, 5)).toEqual(everyMs(10, 5));
  const replaced = offsets.slice(5, 25);
  expect(Math.abs(replaced[0]! - from)).toBeLessThan(20);
  expect(replaced.map((offsetMs) => Math.round(offsetMs - replaced[0]!))).toEqual(everyMs(3, 20));
  expectRestFrom(to, offsets.slice(25), everyMs(10, 30));
});
