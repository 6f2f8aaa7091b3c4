import { expect, test } from "vitest";
import { formatDuration, formatRate, formatRatio, withoutTrailingZeros } from "./format.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

test.each([
  [0, "0 ms"],
  [0.42, "420 µs"],
  [0.99961, "1.00 ms"],
  [3.1, "3.10 ms"],
  [12.44, "12.4 ms"],
  [99.97, "100.0 ms"],
  [999.6, "1.00 s"],
  [12_400, "12.4 s"],
  [undefined, "–"],
])("%s ms is written %s", (durationMs, text) => {
  expect(plain(formatDuration(durationMs))).toBe(text);
});

test.each([
  [48.21, "48.2/s"],
  [99.96, "100.0/s"],
  [964.2, "964/s"],
  [1_234, "1.2k/s"],
  [null, "–"],
])("%s a second is written %s", (rate, text) => {
  expect(formatRate(rate)).toBe(text);
});

test.each([
  [1, "100 %"],
  [0.99999, "99.99 %"],
  [0.9971, "99.71 %"],
  [0, "0.00 %"],
])("a ratio of %s is written %s: only all is 100 %%", (ratio, text) => {
  expect(plain(formatRatio(ratio))).toBe(text);
});

test("axes do without trailing zeros", () => {
  expect(["6.00 ms", "0.0/s", "99.50 %", "100/s", "10 ms"].map(withoutTrailingZeros)).toEqual([
    "6 ms",
    "0/s",
    "99.5 %",
    "100/s",
    "10 ms",
  ]);
});
