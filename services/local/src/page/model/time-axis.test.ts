import { expect, test } from "vitest";
import { timeAxis } from "./time-axis.ts";

test.each([
  [14.2, [0, 5, 10]],
  [8.57, [0, 2, 4, 6, 8]],
  [10, [0, 2, 4, 6, 8, 10]],
  [950, [0, 200, 400, 600, 800]],
  [0, [0]],
])("%s ms are marked at %o", (lengthMs, marks) => {
  expect(timeAxis(lengthMs)).toEqual(marks);
});

test("there are at most so many marks, at any length", () => {
  for (let lengthMs = 0.001; lengthMs < 1e6; lengthMs *= 1.3) {
    const marks = timeAxis(lengthMs);
    expect(marks.length - 1).toBeLessThanOrEqual(6);
    expect(marks.length).toBeGreaterThan(2);
  }
});
