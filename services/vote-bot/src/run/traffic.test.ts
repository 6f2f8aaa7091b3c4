import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { constantRate } from "../shapes/constant-rate.ts";
import { createShape } from "../shapes/create-shape.ts";
import { even } from "../shapes/even.ts";
import { serveRaw } from "../testing/serve-raw.ts";
import { runAgainst } from "./testing/run-against.ts";
import { createTraffic } from "./traffic.ts";

/** A closed run of visits that take 2 ms, and what was seen of it. */
const closed = (users: number, durationMs: number) => {
  const seen = { started: 0, inFlight: 0, mostInFlight: 0 };
  const controller = new AbortController();
  const visit = async () => {
    seen.started++;
    seen.mostInFlight = Math.max(seen.mostInFlight, ++seen.inFlight);
    await delay(2);
    seen.inFlight--;
  };
  const load = { model: "closed", users, durationMs, warmupMs: 0, stages: [], description: "" } as const;
  const traffic = createTraffic({ load, startMs: performance.now(), stop: controller.signal, visit });
  return { traffic, seen, controller };
};

test("as many users as asked for are under way, each one visit after the other, until the time is over", async () => {
  const { traffic, seen } = closed(3, 500);
  await traffic.run();
  const { started } = seen;
  expect(started).toBeGreaterThan(6);
  expect(seen.mostInFlight).toBe(3);
  await delay(5);
  expect(seen.started).toBe(started);
});

test("users of a paused run start nothing until it goes on, and a stop ends it while it is paused", async () => {
  const { traffic, seen, controller } = closed(2, Infinity);
  traffic.pause();
  traffic.pause();
  const over = traffic.run();
  await new Promise(setImmediate);
  expect([seen.started, traffic.isPaused()]).toEqual([0, true]);
  traffic.resume();
  await new Promise(setImmediate);
  expect([seen.started, traffic.isPaused()]).toEqual([2, false]);
  traffic.pause();
  controller.abort();
  await over;
  expect(seen.started).toBe(2);
});

test("the closed model has no rate to change", () => {
  const { traffic } = closed(1, 100);
  expect([traffic.setRate(5), traffic.targetPerSecond()]).toEqual([false, 0]);
});

test("the open model tells the rate that is meant, which can be changed, paused and given back", async () => {
  const arrivals = even();
  const shape = createShape(constantRate({ ratePerSecond: 10, durationMs: Infinity }), arrivals);
  const load = {
    model: "open",
    shape,
    arrivals,
    durationMs: Infinity,
    warmupMs: 0,
    stages: [],
    description: "",
  } as const;
  const controller = new AbortController();
  let started = 0;
  const visit = async () => {
    started++;
    if (started === 20) controller.abort();
  };
  const traffic = createTraffic({ load, startMs: performance.now(), stop: controller.signal, visit });
  const rates = [traffic.targetPerSecond()];
  traffic.pause();
  rates.push(traffic.targetPerSecond());
  traffic.resume();
  expect(traffic.setRate(1_000)).toBe(true);
  rates.push(traffic.targetPerSecond());
  const beganMs = performance.now();
  // At the load's own rate this would take two seconds.
  await traffic.run();
  expect(performance.now() - beganMs).toBeLessThan(1_000);
  traffic.setRate(undefined);
  rates.push(traffic.targetPerSecond());
  expect(rates).toEqual([10, 0, 1_000, 10]);
});

test("visits beyond those that may be under way are dropped, and counted", async () => {
  const target = await serveRaw(() => {});
  const settings = { REQUEST_RATE: "200", TTL: "50ms", MAX_IN_FLIGHT: "3", GRACEFUL_STOP: "10ms" };
  const { recorder } = await runAgainst(target, settings);
  expect(recorder.visits()).toMatchObject({ planned: 10, started: 3, dropped: 7, aborted: 3 });
  expect(recorder.measured.count("dropped_visits")).toBe(7);
});

test("a run goes on while it is controlled: paused at its start, resumed, ended by its stop", async () => {
  const stop = new AbortController();
  const target = await serveRaw((socket) => void once(socket, "data").then(() => stop.abort()));
  const run = await runAgainst(
    target,
    { REQUEST_RATE: "50", GRACEFUL_STOP: "10ms" },
    {
      stop: stop.signal,
      onRun: ({ traffic }) => {
        traffic.pause();
        setTimeout(() => traffic.resume(), 30);
      },
    },
  );
  expect(run.recorder.visits().started).toBeGreaterThanOrEqual(1);
  expect(run.sinceStartMs()).toBeGreaterThanOrEqual(29);
});
