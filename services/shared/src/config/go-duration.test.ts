import { expect, test } from "vitest";
import { parseGoDuration } from "./go-duration.ts";

test.each([
  ["0", 0],
  ["250ms", 250],
  ["1.5s", 1_500],
  ["1h30m", 5_400_000],
  ["2m3s4ms", 123_004],
  ["500us", 0.5],
])("%s is %d ms", (text, expected) => {
  expect(parseGoDuration(text)).toBe(expected);
});

test.each(["", "5", "-1s", "1 s", "1s ", "s", "1d", "1h30", "NaN", "1e3s"])("`%s` is no duration", (text) => {
  expect(parseGoDuration(text)).toBeUndefined();
});
