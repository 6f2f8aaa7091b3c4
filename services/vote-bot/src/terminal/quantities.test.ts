import { expect, test } from "vitest";
import { formatCount, formatDuration, formatMs, formatRate, formatShare, plural } from "./quantities.ts";

test("times keep three digits and their unit", () => {
  expect([0, 0.418, 12.44, 99.96, 1_234.5, 12_345].map(formatMs)).toEqual([
    "0.00 ms",
    "0.42 ms",
    "12.4 ms",
    "100.0 ms",
    "1,235 ms",
    "12,345 ms",
  ]);
});

test("a share is 0 or 100 % only when it is exactly that", () => {
  expect([0, 1, 33_333, 99_999, 100_000].map((part) => formatShare(part, 100_000))).toEqual([
    "0 %",
    "0.01 %",
    "33.33 %",
    "99.99 %",
    "100 %",
  ]);
  expect(formatShare(1, 4)).toBe("25 %");
});

test("a share of nothing is a dash", () => {
  expect(formatShare(0, 0)).toBe("–");
});

test("long times are told in minutes and hours", () => {
  expect([250, 30_084, 59_990, 120_000, 603_000, 3_720_000].map(formatDuration)).toEqual([
    "250 ms",
    "30.1 s",
    "60 s",
    "2 min",
    "10 min 3 s",
    "1 h 2 min",
  ]);
});

test("counts and rates have separators and words", () => {
  expect([formatCount(12_345), formatRate(48.21), formatRate(4_012.4)]).toEqual(["12,345", "48.2/s", "4,012/s"]);
  expect([plural(1, "visit"), plural(2, "visit")]).toEqual(["1 visit", "2 visits"]);
});
