import { expect, test } from "vitest";
import { bursts, validateBursts } from "./bursts.ts";
import { constantRate } from "./constant-rate.ts";
import { createShape } from "./create-shape.ts";
import { stages } from "./stages.ts";

test("visits start together, and the bursts keep the mean rate", () => {
  const shape = createShape(constantRate({ ratePerSecond: 50, durationMs: 30_000 }), bursts({ size: 100 }));
  const sizes = Map.groupBy(shape.offsets(), (offsetMs) => offsetMs);
  expect([...sizes.keys()]).toEqual(Array.from({ length: 15 }, (_, index) => index * 2_000));
  expect([...sizes.values()].every((burst) => burst.length === 100)).toBe(true);
  expect(shape.visits).toBe(1_500);
  expect(shape.description).toBe("constant 50/s for 30 s, in bursts of 100");
});

test("on a ramp bursts of the same size come closer together", () => {
  const shape = createShape(stages([{ durationMs: 20_000, ratePerSecond: 20 }]), bursts({ size: 50 }));
  expect([...new Set(shape.offsets())].map((offsetMs) => Math.round(offsetMs))).toEqual([0, 10_000, 14_142, 17_321]);
});

test("the last burst is whole, so a run makes up to one burst more than its rate comes to", () => {
  const shape = createShape(constantRate({ ratePerSecond: 50, durationMs: 5_000 }), bursts({ size: 100 }));
  expect([...shape.offsets()]).toHaveLength(300);
  expect(shape.visits).toBe(300);
});

test("a burst has 1 to 1000000 visits", () => {
  expect(validateBursts({ size: 1 })).toEqual([]);
  for (const size of [0, -1, 1.5, NaN, 1_000_001]) {
    expect(validateBursts({ size })).toEqual([`expected a burst of 1 to 1000000 visits, got ${size}`]);
  }
});
