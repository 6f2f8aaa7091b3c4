import { expect, test } from "vitest";
import { flowSpeed, moveFlow, startFlow } from "./flow.ts";

test("the share of failures among the dots is the edge's", () => {
  let flow = startFlow(50, 0.15, 200);
  let [failures, arrivals] = [0, 0];
  for (let step = 0; step < 5_000; step++) {
    const before = flow.dots;
    flow = moveFlow(flow, 0.05, 0.15);
    for (const [at, dot] of flow.dots.entries()) {
      if (dot.at > before[at]!.at) continue;
      arrivals += 1;
      failures += Number(dot.isFailure);
    }
  }
  expect(failures / arrivals).toBeCloseTo(0.15, 2);
});

test("no traffic has no dots, and all failures are all diamonds", () => {
  expect(startFlow(0, 0, 200).dots).toEqual([]);
  expect(startFlow(10, 1, 200).dots.every(({ isFailure }) => isFailure)).toBe(true);
  expect(startFlow(10, 0, 200).dots.some(({ isFailure }) => isFailure)).toBe(false);
});

test("a short edge has fewer dots than a long one, and never none", () => {
  expect([10, 60, 500].map((length) => startFlow(50, 0, length).dots.length)).toEqual([1, 2, 8]);
});

test("more traffic is quicker, but never too quick to see", () => {
  expect(flowSpeed(100)).toBeGreaterThan(flowSpeed(1));
  expect(flowSpeed(1e9)).toBeLessThan(1);
  expect(flowSpeed(0)).toBe(0);
});
