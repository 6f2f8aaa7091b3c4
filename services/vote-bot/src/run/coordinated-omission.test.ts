import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { serve } from "../testing/serve.ts";
import { runAgainst } from "./testing/run-against.ts";

const [stallFromMs, stallMs, stepMs] = [500, 500, 10];

/** Answers in 5 ms, but for one stall: what comes in it is answered at its end. */
const serveWithStall = () => {
  let firstMs: number | undefined;
  return serve(async (_, response) => {
    const nowMs = performance.now();
    firstMs ??= nowMs;
    const sinceFirstMs = nowMs - firstMs;
    const isStalled = sinceFirstMs >= stallFromMs && sinceFirstMs < stallFromMs + stallMs;
    await delay(isStalled ? stallFromMs + stallMs - sinceFirstMs : 5);
    response.end();
  });
};

/** What 150 visits, one every 10 ms, have to wait, the longest first: those of the stall wait until its end. */
const trueMs = Array.from({ length: 150 }, (_, visit) => visit * stepMs)
  .map((atMs) => (atMs >= stallFromMs && atMs < stallFromMs + stallMs ? stallFromMs + stallMs - atMs : 5))
  .toSorted((a, b) => b - a);

test("a stall is in the open model's percentiles as users have it, and hardly in the closed model's", async () => {
  const [open, closed] = await Promise.all([
    runAgainst(await serveWithStall(), { REQUEST_RATE: "100", TTL: "1500ms" }),
    runAgainst(await serveWithStall(), { MODEL: "closed", VUS: "1", TTL: "1500ms" }),
  ]);
  const truth = open.recorder.measured.trend("http_req_duration");
  expect(truth.count).toBe(150);
  for (const percent of [90, 99]) {
    const expectedMs = trueMs[Math.floor(((100 - percent) / 100) * trueMs.length)]!;
    expect(truth.percentileMs(percent) / expectedMs).toBeGreaterThan(0.85);
    expect(truth.percentileMs(percent) / expectedMs).toBeLessThan(1.15);
  }
  const lie = closed.recorder.measured.trend("http_req_duration");
  expect(lie.maxMs).toBeGreaterThan(0.85 * stallMs);
  expect(lie.percentileMs(90)).toBeLessThan(0.3 * truth.percentileMs(90));
});
