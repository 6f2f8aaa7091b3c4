import { expect, test } from "vitest";
import { createDraw } from "../scenarios/draw.ts";
import { createOutliers } from "./outliers.ts";
import { requestOf } from "./testing/records.ts";

const failed = (errorType: string, visitNumber: number) =>
  requestOf(1, { outcome: errorType === "timeout" ? "timeout" : "error", errorType, visitNumber });

test.each([1, 7, 1_000, 5_000])("the slowest %i of thousands are those that sorting would find", (limit) => {
  const outliers = createOutliers(limit);
  const draw = createDraw("outliers", limit);
  const timesMs = Array.from({ length: 3_000 }, (_, index) => draw(String(index)) * 1_000);
  for (const timeMs of timesMs) outliers.add(requestOf(timeMs));
  const expected = timesMs.toSorted((a, b) => b - a).slice(0, limit);
  expect(outliers.slowest().map(({ endMs }) => endMs)).toEqual(expected);
  outliers.add(requestOf(5_000));
  expect(outliers.slowest().map(({ endMs }) => endMs)).toEqual([5_000, ...expected].slice(0, limit));
});

test("of the failed, every kind has its turn before one has a second", () => {
  const outliers = createOutliers(5);
  for (let number = 1; number <= 100; number++) outliers.add(failed("503", number));
  outliers.add(failed("timeout", 101));
  outliers.add(failed("connection_reset", 102));
  outliers.add(failed("timeout", 103));
  const kept = outliers.failed().map(({ errorType, visitNumber }) => `${errorType} ${visitNumber}`);
  expect(kept).toEqual(["503 1", "timeout 101", "connection_reset 102", "503 2", "timeout 103"]);
});

test("what the bot cut off, or expected, did not fail; cut off, it is not slow either", () => {
  const outliers = createOutliers(5);
  outliers.add(requestOf(9, { outcome: "aborted" }));
  outliers.add(requestOf(8, { outcome: "expected", status: 500 }));
  expect(outliers.failed()).toEqual([]);
  expect(outliers.slowest().map(({ outcome }) => outcome)).toEqual(["expected"]);
});

test("none are kept where none are wanted", () => {
  const outliers = createOutliers(0);
  outliers.add(failed("503", 1));
  expect([outliers.slowest(), outliers.failed()]).toEqual([[], []]);
});
