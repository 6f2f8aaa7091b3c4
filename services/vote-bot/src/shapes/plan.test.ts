import { expect, test } from "vitest";
import { constantRate } from "./constant-rate.ts";
import { createShape } from "./create-shape.ts";
import { arrivalsOf, parseArrivals } from "./parse-arrivals.ts";
import { parseStages } from "./parse-stages.ts";
import { planOf } from "./plan.ts";
import { stages } from "./stages.ts";

const arrivals = (text: string) => arrivalsOf(parseArrivals(text) ?? { kind: "even" }, "seed");

const planOfRate = (durationMs: number) =>
  planOf(createShape(constantRate({ ratePerSecond: 100_000, durationMs }), arrivals("even")));

test("a plan tells the visits, the peak and the time", () => {
  const profile = stages(parseStages("30s:10,2m:100,30s:0") ?? []);
  expect(planOf(createShape(profile, arrivals("even")))).toEqual({
    visits: 8_250,
    peakPerSecond: 100,
    durationMs: 180_000,
  });
});

test.each(["even", "bursts:7"])("as many visits are planned as %s start", (text) => {
  for (const stagesText of ["30s:10,2m:100,30s:0", "0s:0.1,3s:0.1", "7s:3.3,1s:0,5s:0,2s:1.7", "0s:50,10ms:50"]) {
    const shape = createShape(stages(parseStages(stagesText) ?? []), arrivals(text));
    expect(planOf(shape).visits).toBe([...shape.offsets()].length);
  }
});

test("of Poisson arrivals the plan is the mean", () => {
  const shape = createShape(constantRate({ ratePerSecond: 33.3, durationMs: 10_000 }), arrivals("poisson"));
  expect(planOf(shape).visits).toBe(333);
});

test("a run without an end has no number of visits, and one of billions is planned at once", () => {
  expect(planOfRate(Infinity)).toEqual({ visits: undefined, peakPerSecond: 100_000, durationMs: Infinity });
  expect(planOfRate(86_400_000).visits).toBe(8_640_000_000);
});
