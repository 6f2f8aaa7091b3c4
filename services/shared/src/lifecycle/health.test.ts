import { expect, test } from "vitest";
import { createHealth } from "./health.ts";

test("a service is ready when no part has a reason not to be", () => {
  const health = createHealth();
  const seen: (string | undefined)[] = [];
  health.onChange((reason) => seen.push(reason));
  health.set("lifecycle", "starting");
  health.set("store", "the store is full");
  health.set("lifecycle", undefined);
  health.set("store", undefined);
  expect(seen).toEqual([undefined, "starting", "the store is full", undefined]);
});
