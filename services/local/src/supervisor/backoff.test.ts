import { expect, test } from "vitest";
import { nextDelayMs } from "./backoff.ts";

test("the delay doubles from 0.5 s to 10 s while lives are short", () => {
  const delays: number[] = [];
  for (let count = 0; count < 7; count++) delays.push(nextDelayMs(delays.at(-1), 100));
  expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
});

test("after 30 s of health it begins anew", () => {
  expect(nextDelayMs(8_000, 29_999)).toBe(10_000);
  expect(nextDelayMs(8_000, 30_000)).toBe(500);
});
