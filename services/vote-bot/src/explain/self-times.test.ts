import { expect, test } from "vitest";
import { createTraceTree } from "../doctor/evidence/trace-tree.ts";
import { span } from "../doctor/testing/hand-made.ts";
import { selfTimes } from "./self-times.ts";

type Row = [id: string, parent: string, startMs: number, endMs: number, service?: string, kind?: "SERVER"];

/** Self times by id; the first row is the top, and services are one unless told. */
const timesOf = (...rows: Row[]) => {
  const spans = rows.map(([spanId, parentSpanId, startMs, endMs, service = "web", kind = "INTERNAL" as const]) =>
    span({ spanId, parentSpanId, service, name: spanId, kind, startMs, durationMs: endMs - startMs }),
  );
  const times = selfTimes(spans[0]!, createTraceTree(spans));
  return Object.fromEntries(times.map(({ span: { spanId }, ms }) => [spanId, ms]));
};

test("a span alone took all of its time itself", () => {
  expect(timesOf(["top", "", 0, 10])).toEqual({ top: 10 });
});

test("a parent's own is what its children leave, at any depth", () => {
  expect(timesOf(["top", "", 0, 10], ["a", "top", 1, 3], ["b", "top", 5, 9], ["c", "b", 6, 7])).toEqual({
    top: 4,
    a: 2,
    b: 3,
    c: 1,
  });
});

test("time in which several children ran is taken from the parent once", () => {
  const times = timesOf(["top", "", 0, 10], ["a", "top", 1, 6], ["b", "top", 4, 8], ["within", "top", 2, 3]);
  expect(times).toEqual({ top: 3, a: 5, b: 4, within: 1 });
});

test("what goes on after the parent has ended, or began before it, is not the parent's time", () => {
  expect(
    timesOf(["top", "", 0, 10], ["late", "top", 8, 30], ["later", "late", 20, 30], ["early", "top", -5, 2]),
  ).toEqual({ top: 6, late: 2, later: 0, early: 2 });
});

test.each([
  ["before its parent", -1_000],
  ["after its parent", 1_000],
])("a process whose clock puts it %s keeps its times, and all below it", (_, offMs) => {
  const rows: Row[] = [
    ["server", "top", 2 + offMs, 8 + offMs, "voting"],
    ["store", "server", 3 + offMs, 7 + offMs, "voting"],
  ];
  expect(timesOf(["top", "", 0, 10], ...rows)).toEqual({ top: 4, server: 2, store: 4 });
});

test("a SERVER span is another process, though its service is the same", () => {
  expect(timesOf(["top", "", 0, 10], ["server", "top", 12, 18, "web", "SERVER"])).toEqual({ top: 4, server: 6 });
});

test("a clock that is only a little off does not make up time", () => {
  expect(timesOf(["top", "", 0, 10], ["server", "top", -1, 4, "voting"])).toEqual({ top: 5, server: 5 });
});

test("a span of another process that cannot fit is cut to its parent", () => {
  expect(timesOf(["top", "", 0, 10], ["server", "top", 4, 40, "voting"])).toEqual({ top: 4, server: 6 });
});

test("spans whose parent is missing, or that are above, do not count", () => {
  expect(timesOf(["top", "visit", 0, 10], ["visit", "", -5, 20], ["orphan", "gone", 0, 10])).toEqual({ top: 10 });
});

test("a trace that is a loop is gone through once", () => {
  expect(timesOf(["top", "child", 0, 10], ["child", "top", 2, 4])).toEqual({ top: 8, child: 2 });
});
