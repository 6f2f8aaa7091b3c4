import { expect, test } from "vitest";
import type { LiveSnapshot } from "./live-snapshot.ts";
import { createPlainView } from "./plain-view.ts";
import { nothingYet, plan, snapshotWith } from "./testing/hand-made-snapshot.ts";

const planLine = "vote-bot http://localhost:8080 · classic · constant 200/s for 30 s, evenly spaced";

function linesFor(snapshots: readonly LiveSnapshot[]): string[] {
  const lines: string[] = [];
  const view = createPlainView(plan, (line) => lines.push(line));
  for (const snapshot of snapshots) view.update(snapshot);
  view.close();
  return lines;
}

test("the first line is the plan", () => {
  expect(linesFor([])).toEqual([planLine]);
});

test("a line tells how the run is going", () => {
  expect(linesFor([snapshotWith()])).toEqual([
    planLine,
    "0:12 of 0:30  200.0/s of 200.0/s  in flight 12  ok 4,788  expected 12  failed 0  p50 3.2 ms  p99 22.4 ms  dropped 0",
  ]);
});

test("there is a line every five seconds, late snapshots or not", () => {
  const at = [1_001, 4_999, 5_002, 6_004, 9_990, 12_300, 15_001, 16_000].map((elapsedMs) =>
    snapshotWith({ elapsedMs }),
  );
  expect(
    linesFor(at)
      .slice(1)
      .map((line) => line.slice(0, 4)),
  ).toEqual(["0:05", "0:12", "0:15"]);
});

test("a new phase is told at once", () => {
  const lines = linesFor([
    snapshotWith({ phase: "warm-up", elapsedMs: 1_000 }),
    snapshotWith({ phase: "running", elapsedMs: 2_000 }),
    snapshotWith({ phase: "draining", elapsedMs: 3_000 }),
  ]);
  expect(lines.slice(1).map((line) => line.slice(0, 22))).toEqual(["0:02 of 0:30  200.0/s ", "0:03 of 0:30  draining"]);
});

test("an endless run in which nothing has ended yet has dashes", () => {
  expect(linesFor([{ ...nothingYet, elapsedMs: 5_000, targetPerSecond: 0 }])[1]).toBe(
    "0:05  –  in flight 0  ok 0  expected 0  failed 0  p50 –  p99 –  dropped 0",
  );
});
