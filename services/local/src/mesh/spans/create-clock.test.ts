import { expect, test } from "vitest";
import { createClock } from "./create-clock.ts";

test("the clock is the system's, with finer steps", () => {
  const clock = createClock();
  const times = Array.from({ length: 1_000 }, clock);
  expect(Math.abs(times[0]! - Date.now())).toBeLessThan(1_000);
  expect(times.toSorted((a, b) => a - b)).toEqual(times);
  expect(times.some((time) => !Number.isInteger(time))).toBe(true);
});

test("when the system's clock is set, this one follows", () => {
  const hourMs = 3_600_000;
  let setByMs = 0;
  const clock = createClock(() => Date.now() + setByMs);
  for (setByMs of [hourMs, -hourMs]) expect(Math.abs(clock() - Date.now() - setByMs)).toBeLessThan(1_000);
});
