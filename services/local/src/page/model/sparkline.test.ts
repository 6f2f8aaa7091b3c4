import { expect, test } from "vitest";
import { sparkline } from "./sparkline.ts";

const box = { width: 10, height: 10 };

test("the newest value is at the right, the greatest at the top", () => {
  expect(sparkline([1, 3, 2], 6, box)).toBe("M6.0 10.0L8.0 0.0L10.0 5.0");
});

test("a missing value leaves a gap, and what does not change is in the middle", () => {
  expect(sparkline([1, undefined, 1], 6, box)).toBe("M6.0 5.0M10.0 5.0");
  expect(sparkline([undefined], 6, box)).toBe("");
});
