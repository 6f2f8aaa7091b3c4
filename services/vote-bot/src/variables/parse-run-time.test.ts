import { expect, test } from "vitest";
import { parseRunTime } from "./parse-run-time.ts";

test("a plain number is in seconds, as upstream's TTL; a duration has its unit", () => {
  expect(parseRunTime("90")).toBe(90_000);
  expect(parseRunTime("0")).toBe(0);
  expect(parseRunTime("1m30s")).toBe(90_000);
  expect(parseRunTime("1.5")).toBeUndefined();
  expect(parseRunTime("-1")).toBeUndefined();
  expect(parseRunTime("597h")).toBeUndefined();
});
