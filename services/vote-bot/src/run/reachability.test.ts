import { expect, test } from "vitest";
import { createReachability } from "./reachability.ts";

const watched = () => {
  const told: string[] = [];
  const clock = { nowMs: 0 };
  const listener = {
    down: (reason: string) => told.push(`down: ${reason}`),
    up: (outageMs: number) => told.push(`up after ${outageMs}`),
  };
  const reachability = createReachability(
    listener,
    () => clock.nowMs,
    () => 0,
  );
  return { told, clock, reachability };
};

test("an outage is told once, and its end once", () => {
  const { told, clock, reachability } = watched();
  const first = reachability.admit();
  const second = reachability.admit();
  first?.ended("connection refused");
  second?.ended("connection refused");
  clock.nowMs = 500;
  reachability.admit()?.ended(undefined);
  reachability.admit()?.ended(undefined);
  expect(told).toEqual(["down: connection refused", "up after 500"]);
});

test("while web cannot be reached one visit tries at a time, twice as long after the last, to ten seconds", () => {
  const { clock, reachability } = watched();
  reachability.admit()?.ended("connection refused");
  const waitsMs: number[] = [];
  for (let lastTryMs = 0; waitsMs.length < 8; clock.nowMs++) {
    const probe = reachability.admit();
    if (probe === undefined) continue;
    expect(reachability.admit()).toBeUndefined();
    waitsMs.push(clock.nowMs - lastTryMs);
    lastTryMs = clock.nowMs;
    probe.ended("connection refused");
  }
  expect(waitsMs).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
});

test("visits from before an outage neither end it nor begin another", () => {
  const { told, clock, reachability } = watched();
  const answered = reachability.admit();
  const slow = reachability.admit();
  reachability.admit()?.ended("connection refused");
  answered?.ended(undefined);
  expect(reachability.admit()).toBeUndefined();
  clock.nowMs = 500;
  reachability.admit()?.ended(undefined);
  slow?.ended("no answer within 10 s");
  expect(told).toEqual(["down: connection refused", "up after 500"]);
});
