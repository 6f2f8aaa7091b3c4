import { expect, test } from "vitest";
import { createDraw } from "../scenarios/draw.ts";
import { createShape } from "./create-shape.ts";
import { even } from "./even.ts";
import { parseStages } from "./parse-stages.ts";
import { type Stage, stages, validateStages } from "./stages.ts";
import { integrateRate } from "./testing/integrate-rate.ts";

const profileOf = (text: string) => stages(parseStages(text) ?? []);
const startsOf = (text: string) => [...createShape(profileOf(text), even()).offsets()];

const stage = (durationMs: number, ratePerSecond: number): Stage => ({ durationMs, ratePerSecond });

test("the first ramp starts at 0, and each goes from the rate before to its own", () => {
  const { ratePerSecondAt, durationMs, peakPerSecond, visits } = profileOf("10s:10,20s:30,10s:0");
  expect([0, 5_000, 10_000, 20_000, 30_000, 35_000, 40_000].map(ratePerSecondAt)).toEqual([0, 5, 10, 20, 30, 15, 0]);
  expect({ durationMs, peakPerSecond, visits }).toEqual({ durationMs: 40_000, peakPerSecond: 30, visits: 600 });
});

test("a stage without a duration is a jump, and its rate alone is no peak", () => {
  const { ratePerSecondAt, peakPerSecond } = profileOf("0s:90,0s:50,10s:50,0s:5,10s:5");
  expect([0, 9_999, 10_000, 19_999].map(ratePerSecondAt)).toEqual([50, 50, 5, 5]);
  expect(peakPerSecond).toBe(50);
});

test("on a ramp from 0 the starts come ever closer, on one to 0 they part as they had met", () => {
  const up = startsOf("2s:10");
  expect(up.map((offsetMs) => Math.round(offsetMs))).toEqual([
    0, 632, 894, 1_095, 1_265, 1_414, 1_549, 1_673, 1_789, 1_897,
  ]);
  const { offsetOf } = profileOf("0s:10,2s:0");
  up.slice(1).forEach((offsetMs, index) => expect(offsetOf(10 - 1 - index)).toBeCloseTo(2_000 - offsetMs, 6));
});

test("no visit starts where there is no load, not even the one that is due when it ends", () => {
  expect(startsOf("60s:0,0s:2,1s:2")).toEqual([60_000, 60_500]);
  expect(startsOf("0s:10,100ms:10,0s:0,60s:0,0s:10,100ms:10")).toEqual([0, 60_100]);
  expect(startsOf("0s:10,300ms:10,0s:0,60s:0")).toEqual([0, 100, 200]);
});

test("starts ascend, and when one is due, as many are due before it as its number says", () => {
  for (const all of randomStages(60)) {
    const profile = stages(all);
    const offsets = [...createShape(profile, even()).offsets()];
    expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
    expect(offsets.at(-1) ?? -1).toBeLessThan(profile.durationMs);
    expect(Math.abs(offsets.length - integrateRate(profile, profile.durationMs))).toBeLessThanOrEqual(1);
    for (let count = 0; count < offsets.length; count += 97) {
      expect(Math.abs(integrateRate(profile, offsets[count] ?? NaN) - count)).toBeLessThan(0.5);
    }
  }
});

test("at the border of two stages the inverse is the border", () => {
  for (const all of randomStages(200)) {
    const { offsetOf } = stages(all);
    let due = 0;
    let endMs = 0;
    for (const [index, { durationMs, ratePerSecond }] of all.entries()) {
      due += ((((all[index - 1]?.ratePerSecond ?? 0) + ratePerSecond) / 2) * durationMs) / 1_000;
      endMs += durationMs;
      const goesOn = ratePerSecond > 0 && (all[index + 1]?.durationMs ?? 0) > 0;
      if (goesOn) expect(Math.abs(offsetOf(due) - endMs)).toBeLessThan(0.1);
    }
    expect(offsetOf(due + 1e-5)).toBe(Infinity);
  }
});

test("thousands of visits a second are worked out in a fraction of the time", () => {
  const beganMs = performance.now();
  expect(startsOf("10s:100000")).toHaveLength(500_000);
  expect(performance.now() - beganMs).toBeLessThan(3_000);
});

test("it says in one line what it does", () => {
  expect(profileOf("30s:10,2m:100,30s:0").description).toBe("ramp 0 → 10/s in 30 s → 100/s in 2 min → 0/s in 30 s");
  expect(profileOf("0s:50,90s:50,1h:0.5").description).toBe(
    "ramp 0 → 50/s at once, held for 1 min 30 s → 0.5/s in 1 h",
  );
});

test("stages that make no visit, or last too long, are faults", () => {
  expect(validateStages([stage(1_000, 0), stage(0, 5)])).toEqual([
    "expected a stage with both a duration and a rate above 0",
  ]);
  expect(validateStages([stage(2_000_000_000, 0), stage(2_000_000_000, 0)])).toHaveLength(2);
  expect(validateStages([stage(1_000, 1)])).toEqual([]);
});

/** Ramps, plateaus, jumps and stretches without load, the same each time. */
function randomStages(count: number): readonly (readonly Stage[])[] {
  return Array.from({ length: count }, (_, number) => {
    const draw = createDraw("stages", number);
    return Array.from({ length: 1 + Math.floor(draw("length") * 6) }, (__, index) => {
      const kind = draw(`kind ${index}`);
      return {
        durationMs: kind < 0.2 ? 0 : Math.ceil(draw(`duration ${index}`) * 5_000),
        ratePerSecond: kind > 0.8 ? 0 : Math.round(draw(`rate ${index}`) * 2_000) / 10,
      };
    });
  });
}
