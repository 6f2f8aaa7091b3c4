import { expect, test } from "vitest";
import { autoWarmupMs, parseWarmup } from "./parse-warmup.ts";

test.each([
  ["5s", 5_000],
  ["0", 0],
  ["auto", "auto"],
  ["5", undefined],
  ["some", undefined],
])("a warm-up of `%s` is %s", (text, expected) => {
  expect(parseWarmup(text)).toBe(expected);
});

test.each([
  [30_000, 10_000],
  [3_000, 1_000],
  [3_600_000, 10_000],
  [Infinity, 0],
])("of a run of %d ms, auto leaves out %d ms", (runTimeMs, expected) => {
  expect(autoWarmupMs(runTimeMs)).toBe(expected);
});
