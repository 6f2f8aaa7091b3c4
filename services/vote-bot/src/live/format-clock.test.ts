import { expect, test } from "vitest";
import { formatClock } from "./format-clock.ts";

test.each([
  [999, "0:00"],
  [65_000, "1:05"],
  [3_723_000, "1:02:03"],
])("%i milliseconds are %s on a clock", (durationMs, text) => {
  expect(formatClock(durationMs)).toBe(text);
});
