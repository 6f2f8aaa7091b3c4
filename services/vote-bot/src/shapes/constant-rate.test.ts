import { expect, test } from "vitest";
import { constantRate } from "./constant-rate.ts";

const never = new AbortController().signal;

test("the starts are a rate's interval apart, and none is early", async () => {
  const starts: number[] = [];
  for await (const startMs of constantRate({ ratePerSecond: 200, durationMs: 100 }, never)) {
    expect(performance.now()).toBeGreaterThanOrEqual(startMs);
    starts.push(startMs);
  }
  expect(starts).toHaveLength(20);
  starts.forEach((startMs, index) => expect(startMs - (starts[0] ?? 0)).toBeCloseTo(index * 5, 6));
});

test("a late consumer gets what it missed at once, with the times they were meant for", async () => {
  const starts: number[] = [];
  for await (const startMs of constantRate({ ratePerSecond: 1_000, durationMs: 50 }, never)) {
    if (starts.length === 0) blockForMs(60);
    starts.push(startMs);
  }
  expect(starts).toHaveLength(50);
  expect((starts.at(-1) ?? 0) - (starts[0] ?? 0)).toBeCloseTo(49, 6);
});

test("it lasts its duration, also when the last start was long before", async () => {
  const beganMs = performance.now();
  let count = 0;
  for await (const _ of constantRate({ ratePerSecond: 0.001, durationMs: 60 }, never)) count++;
  expect(count).toBe(1);
  expect(performance.now() - beganMs).toBeGreaterThanOrEqual(60);
});

test("it ends at once when it is told to stop, even while it is behind its schedule", async () => {
  const waiting = new AbortController();
  for await (const _ of constantRate({ ratePerSecond: 0.001, durationMs: Infinity }, waiting.signal)) waiting.abort();

  const behind = new AbortController();
  setTimeout(() => behind.abort(), 20);
  let count = 0;
  for await (const _ of constantRate({ ratePerSecond: 100_000, durationMs: Infinity }, behind.signal)) {
    blockForMs(1);
    count++;
  }
  expect(count).toBeLessThan(1_000);
});

function blockForMs(durationMs: number): void {
  const untilMs = performance.now() + durationMs;
  while (performance.now() < untilMs);
}
