import { expect, test } from "vitest";
import { createIntervals } from "./intervals.ts";
import { requestOf } from "./testing/records.ts";

const at = (sinceStartMs: number) => ({ sinceStartMs, targetPerSecond: 10, inFlight: 2 });

test("an interval tells what happened in it, and the next begins with nothing", () => {
  const intervals = createIntervals({ lengthMs: 1_000, keep: 10 });
  intervals.started(3);
  intervals.started(1);
  intervals.dropped();
  intervals.request(requestOf(10));
  intervals.request(requestOf(20, { outcome: "expected", status: 500 }));
  intervals.request(requestOf(30, { outcome: "error", status: 503, errorType: "503" }));
  intervals.request(requestOf(40, { outcome: "timeout", status: undefined, errorType: "timeout" }));
  intervals.request(requestOf(9_999, { outcome: "aborted" }));
  intervals.tick(at(500));
  expect(intervals.all()).toEqual([]);
  intervals.tick(at(1_004));
  intervals.tick(at(2_001));
  const moment = { targetPerSecond: 10, inFlight: 2 };
  const [first, second] = intervals.all();
  expect(first).toMatchObject({ ...moment, beginMs: 0, lengthMs: 1_004, started: 2, dropped: 1, lagMs: 3 });
  expect(first).toMatchObject({ ok: 1, expected: 1, failed: 2 });
  expect(first?.latency?.p50Ms).toBeCloseTo(20, 1);
  expect(first?.latency?.maxMs).toBeCloseTo(40, 1);
  const nothing = { started: 0, dropped: 0, ok: 0, expected: 0, failed: 0, lagMs: 0, latency: undefined };
  expect(second).toEqual({ ...moment, ...nothing, beginMs: 1_004, lengthMs: 997 });
});

test("the last interval is as short as the run leaves it, and there is none of no length", () => {
  const intervals = createIntervals({ lengthMs: 1_000, keep: 10 });
  intervals.tick(at(1_000));
  intervals.tick(at(1_000), true);
  expect(intervals.all()).toHaveLength(1);
  intervals.started(0);
  intervals.tick(at(1_250), true);
  expect(intervals.all().at(-1)).toMatchObject({ beginMs: 1_000, lengthMs: 250, started: 1 });
});

test("ticks of a second make intervals of several, though each comes a little early or late", () => {
  const intervals = createIntervals({ lengthMs: 3_000, keep: 10 });
  for (let second = 1; second <= 9; second++) intervals.tick(at(second * 1_000 + (second % 2 === 0 ? 20 : -20)));
  expect(intervals.all().map(({ beginMs }) => Math.round(beginMs / 1_000))).toEqual([0, 3, 6]);
});

test("of a run without an end the last intervals are kept", () => {
  const intervals = createIntervals({ lengthMs: 1_000, keep: 5 });
  for (let second = 1; second <= 10_000; second++) intervals.tick(at(second * 1_000));
  expect(intervals.all().map(({ beginMs }) => beginMs)).toEqual([
    9_995_000, 9_996_000, 9_997_000, 9_998_000, 9_999_000,
  ]);
});
