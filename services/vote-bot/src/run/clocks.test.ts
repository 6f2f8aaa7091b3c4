import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Scenario } from "../scenarios/scenario.ts";
import { follow } from "../testing/follow.ts";
import { serve } from "../testing/serve.ts";
import { runAgainst } from "./testing/run-against.ts";

const get = { method: "GET", path: "/" } as const;
const scenarioOf = (visit: Scenario["visit"]): Scenario => ({ name: "classic", routes: ["/"], visit });
const answeringAfter = (timeMs: number) =>
  serve(async (_, response) => {
    await delay(timeMs);
    response.end();
  });

test("a visit's first request counts from its intended start, a later one from the end of the step before", async () => {
  const scenario = scenarioOf(async ({ send }) => {
    await send(get);
    await send(get);
  });
  const { visit, requests } = await follow(scenario, await answeringAfter(10));
  const [first, second] = requests;
  expect(first?.intendedMs).toBe(visit.intendedMs);
  expect(second?.intendedMs).toBe(first?.endMs);
});

test("the time that a visit thinks is no request's, and no request is sent before it was meant to be", async () => {
  const scenario = scenarioOf(async ({ send, think }) => {
    for (let step = 0; step < 10; step++) {
      await send(get);
      await think(`step ${step}`, 1, 9);
    }
  });
  const { visit, requests } = await follow(scenario, await answeringAfter(0));
  const durationsMs = requests.map(({ intendedMs, endMs }) => endMs - intendedMs);
  const thoughtMs = visit.endMs - visit.intendedMs - durationsMs.reduce((sum, timeMs) => sum + timeMs, 0);
  expect(thoughtMs).toBeGreaterThan(10);
  for (const { intendedMs, sentMs, endMs } of requests) {
    expect(sentMs).toBeGreaterThanOrEqual(intendedMs);
    expect(endMs).toBeGreaterThanOrEqual(sentMs);
  }
});

test("a generator that is late has its lag in the duration and in no service time", async () => {
  let visits = 0;
  const scenario = scenarioOf(async ({ send }) => {
    await send(get);
    if (++visits !== 1) return;
    const untilMs = performance.now() + 200;
    while (performance.now() < untilMs);
  });
  const run = await runAgainst(await answeringAfter(0), { REQUEST_RATE: "20", TTL: "150ms" }, { scenario });
  const { measured } = run.recorder;
  expect(measured.trend("dispatch_lag").maxMs).toBeGreaterThan(100);
  expect(measured.trend("http_req_duration").maxMs).toBeGreaterThan(100);
  expect(measured.trend("http_req_service_time").maxMs).toBeLessThan(100);
});
