import { expect, test } from "vitest";
import { constantRate } from "./constant-rate.ts";
import { createShape } from "./create-shape.ts";
import { even } from "./even.ts";

const startsOf = (ratePerSecond: number, durationMs: number) => [
  ...createShape(constantRate({ ratePerSecond, durationMs }), even()).offsets(),
];

test("the starts are a rate's interval apart, the first at once, and all before the end", () => {
  expect(startsOf(200, 100)).toEqual(Array.from({ length: 20 }, (_, index) => index * 5));
  expect(startsOf(3, 1_000)).toEqual([0, 1_000 / 3, 2_000 / 3]);
  expect(startsOf(0.001, 60)).toEqual([0]);
});

test("after a day the starts are where they were meant to be, to the microsecond", () => {
  const profile = constantRate({ ratePerSecond: 4_000, durationMs: Infinity });
  const visitsOfADay = 4_000 * 86_400;
  expect(profile.offsetOf(visitsOfADay)).toBe(86_400_000);
  expect(profile.offsetOf(visitsOfADay + 1)).toBeCloseTo(86_400_000.25, 3);
  expect(constantRate({ ratePerSecond: 0.7, durationMs: Infinity }).offsetOf(7_000_000)).toBe(1e10);
});

test.each([
  [0.07, 100_000, 7],
  [0.1, 30_000, 3],
  [1.1, 10_000, 11],
  [0.7, 10_000, 7],
  [2.5, 1_000, 3],
  [100_000, 100, 10_000],
])("%d/s for %d ms makes %d visits, and says so before", (ratePerSecond, durationMs, visits) => {
  const shape = createShape(constantRate({ ratePerSecond, durationMs }), even());
  expect(startsOf(ratePerSecond, durationMs)).toHaveLength(visits);
  expect(shape.visits).toBe(visits);
});

test("without an end the rate is for ever the same", () => {
  const profile = constantRate({ ratePerSecond: 2, durationMs: Infinity });
  expect(profile.visits).toBe(Infinity);
  expect(profile.ratePerSecondAt(1e12)).toBe(2);
  expect(constantRate({ ratePerSecond: 2, durationMs: 1_000 }).ratePerSecondAt(1_000)).toBe(0);
});
