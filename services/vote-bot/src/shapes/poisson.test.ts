import { expect, test } from "vitest";
import { constantRate } from "./constant-rate.ts";
import { createShape } from "./create-shape.ts";
import { poisson } from "./poisson.ts";
import { stages } from "./stages.ts";

const perSecond = 20;
const seconds = 5_000;
const shapeOf = (seed: string) =>
  createShape(constantRate({ ratePerSecond: perSecond, durationMs: seconds * 1_000 }), poisson({ seed }));

const firstOf = (seed: string) => [...shapeOf(seed).offsets()].slice(0, 3_000);

test("the same seed makes the same arrivals, another seed makes others", () => {
  expect(firstOf("a")).toEqual(firstOf("a"));
  expect(firstOf("a")).not.toEqual(firstOf("b"));
});

test("the visits of a second have the mean and the variance of a Poisson distribution", () => {
  const bySecond = Map.groupBy(shapeOf("counts").offsets(), (offsetMs) => Math.floor(offsetMs / 1_000));
  const counts = Array.from({ length: seconds }, (_, second) => bySecond.get(second)?.length ?? 0);
  const mean = counts.reduce((sum, count) => sum + count, 0) / seconds;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / seconds;
  expect(mean).toBeGreaterThan(perSecond * 0.99);
  expect(mean).toBeLessThan(perSecond * 1.01);
  expect(variance / mean).toBeGreaterThan(0.94);
  expect(variance / mean).toBeLessThan(1.06);
});

test("the gaps are exponential: e⁻¹ of them are longer than the mean, e⁻³ than three times that", () => {
  const offsets = [...shapeOf("gaps").offsets()];
  const gaps = offsets.slice(1).map((offsetMs, index) => offsetMs - (offsets[index] ?? 0));
  const longerThan = (means: number) => gaps.filter((gap) => gap > (means * 1_000) / perSecond).length / gaps.length;
  expect(longerThan(1)).toBeCloseTo(Math.exp(-1), 2);
  expect(longerThan(3)).toBeCloseTo(Math.exp(-3), 2);
});

test("they follow a rate that changes, and leave out a stretch without load", () => {
  const all = [
    { durationMs: 100_000, ratePerSecond: 100 },
    { durationMs: 0, ratePerSecond: 0 },
    { durationMs: 10_000, ratePerSecond: 0 },
    { durationMs: 100_000, ratePerSecond: 100 },
  ];
  const offsets = [...createShape(stages(all), poisson({ seed: "ramps" })).offsets()];
  const during = (fromMs: number, toMs: number) => offsets.filter((ms) => ms >= fromMs && ms < toMs).length;
  expect(during(0, 50_000) / during(50_000, 100_000)).toBeCloseTo(1 / 3, 1);
  expect(during(100_000, 110_000)).toBe(0);
  expect(Math.abs(offsets.length - 10_000)).toBeLessThan(300);
});
