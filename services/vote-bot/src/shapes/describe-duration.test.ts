import { expect, test } from "vitest";
import { describeDuration, describeRunTime } from "./describe-duration.ts";

test.each([
  [0.5, "0.5 ms"],
  [250, "250 ms"],
  [1_500, "1.5 s"],
  [30_000, "30 s"],
  [90_000, "1 min 30 s"],
  [119_999.9999, "2 min"],
  [5_400_000, "1 h 30 min"],
  [86_400_000, "24 h"],
])("%d ms reads %s", (durationMs, text) => {
  expect(describeDuration(durationMs)).toBe(text);
});

test("a run has an end or none", () => {
  expect(describeRunTime(30_000)).toBe("for 30 s");
  expect(describeRunTime(Infinity)).toBe("without an end");
});
