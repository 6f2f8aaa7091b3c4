import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { serve } from "../testing/serve.ts";
import { runAgainst } from "./testing/run-against.ts";

const [stallFromMs, stallMs, answerMs, stepMs] = [500, 500, 5, 10];

/** Answers in 5 ms, but for one stall: what comes in it is answered at its end. */
const serveWithStall = async () => {
  const stall = { fromMs: Infinity, toMs: Infinity };
  let over: Promise<void> | undefined;
  const end = async () => {
    await delay(stallMs);
    stall.toMs = performance.now();
  };
  let firstMs: number | undefined;
  const target = await serve(async (_, response) => {
    const nowMs = performance.now();
    firstMs ??= nowMs;
    if (nowMs - firstMs < stallFromMs || nowMs > stall.toMs) {
      await delay(answerMs);
    } else {
      stall.fromMs = Math.min(stall.fromMs, nowMs);
      over ??= end();
      await over;
    }
    response.end();
  });
  return { target, stall };
};

test("a stall is in the open model's percentiles as users have it, and hardly in the closed model's", async () => {
  const [forOpen, forClosed] = [await serveWithStall(), await serveWithStall()];
  let startMs = 0;
  const [open, closed] = await Promise.all([
    runAgainst(forOpen.target, { REQUEST_RATE: "100", TTL: "1500ms" }, { onRun: (run) => (startMs = run.startMs) }),
    runAgainst(forClosed.target, { MODEL: "closed", VUS: "1", TTL: "1500ms" }),
  ]);
  const truth = open.recorder.measured.trend("http_req_duration");
  expect(truth.count).toBe(150);

  const { fromMs, toMs } = forOpen.stall;
  const trueMs = Array.from({ length: 150 }, (_, visit) => startMs + visit * stepMs)
    .map((atMs) => (atMs > fromMs - stepMs / 2 && atMs < toMs ? toMs - atMs : answerMs))
    .toSorted((a, b) => b - a);
  for (const percent of [90, 99]) {
    const expectedMs = trueMs[Math.floor(((100 - percent) / 100) * trueMs.length)]!;
    expect(truth.percentileMs(percent) / expectedMs).toBeGreaterThan(0.85);
    // A busy machine takes its time over what the stall has held up.
    expect(truth.percentileMs(percent) / expectedMs).toBeLessThan(1.6);
  }
  const lie = closed.recorder.measured.trend("http_req_duration");
  expect(lie.maxMs).toBeGreaterThan(0.85 * stallMs);
  expect(lie.percentileMs(90)).toBeLessThan(0.3 * truth.percentileMs(90));
});
