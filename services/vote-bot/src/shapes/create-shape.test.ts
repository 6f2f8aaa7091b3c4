import { expect, test } from "vitest";
import { createShape } from "./create-shape.ts";
import { even } from "./even.ts";
import type { RateProfile } from "./shape.ts";

const everyTenMs: RateProfile = {
  description: "one in 10 ms",
  durationMs: 30,
  visits: 3,
  peakPerSecond: 100,
  ratePerSecondAt: () => 100,
  offsetOf: (visits) => visits * 10,
};

test("a start that would fall on the end or after it is none", () => {
  expect([...createShape(everyTenMs, even()).offsets()]).toEqual([0, 10, 20]);
});

test("the starts can be walked through again, from the first", () => {
  const shape = createShape(everyTenMs, even());
  expect([...shape.offsets()]).toEqual([...shape.offsets()]);
});

test("it says in one line what it does", () => {
  expect(createShape(everyTenMs, even()).description).toBe("one in 10 ms, evenly spaced");
});
