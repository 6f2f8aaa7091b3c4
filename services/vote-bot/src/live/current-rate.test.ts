import { expect, test } from "vitest";
import { currentRate } from "./current-rate.ts";
import { points } from "./testing/hand-made-snapshot.ts";

function rateOf(seconds: readonly { target: number; started: number }[]): number | undefined {
  return currentRate({
    points: seconds.map(({ target, started }) => ({
      ...points[1]!,
      targetPerSecond: target,
      startedPerSecond: started,
    })),
  });
}

test("a high rate is that of the last second", () => {
  expect(rateOf([50, 190].map((started) => ({ target: 200, started })))).toBe(190);
});

test("a low rate is taken from the ten last seconds", () => {
  expect(rateOf([9, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0].map((started) => ({ target: 0.5, started })))).toBe(0.5);
});

test("at the end of a falling ramp, the seconds at its top are left out", () => {
  expect(rateOf([200, 100, 9, 3].map((rate) => ({ target: rate, started: rate })))).toBe(6);
});

test("a closed run, which means no rate, has that of the last second", () => {
  expect(rateOf([40, 4].map((started) => ({ target: 0, started })))).toBe(4);
});

test("a pause has no rate at once", () => {
  expect(rateOf([2, 2, 0].map((rate) => ({ target: rate, started: rate })))).toBe(0);
});

test("there is no rate before the first second is over", () => {
  expect(rateOf([])).toBeUndefined();
});
