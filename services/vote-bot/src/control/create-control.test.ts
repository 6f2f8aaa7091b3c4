import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { createAdminServer } from "@emojivoto/shared/http/admin-server.ts";
import { createHealth } from "@emojivoto/shared/lifecycle/health.ts";
import { createMetrics } from "@emojivoto/shared/telemetry/metrics/create-metrics.ts";
import { expect, onTestFinished, test } from "vitest";
import { createTraffic, type Traffic } from "../run/traffic.ts";
import { constantRate } from "../shapes/constant-rate.ts";
import { createShape } from "../shapes/create-shape.ts";
import { even } from "../shapes/even.ts";
import { createControl } from "./create-control.ts";

const trafficOf = (model: "open" | "closed"): Traffic => {
  const arrivals = even();
  const shape = createShape(constantRate({ ratePerSecond: 10, durationMs: Infinity }), arrivals);
  const common = { durationMs: Infinity, warmupMs: 0, stages: [], description: "" };
  const load = model === "open" ? { model, shape, arrivals, ...common } : { model, users: 1, ...common };
  const stop = new AbortController().signal;
  return createTraffic({ load, startMs: performance.now(), stop, visit: async () => {} });
};

type Ask = { readonly method?: string; readonly body?: string; readonly headers?: Record<string, string> };

/** An admin server with the control of a run; `ask` resolves to the status and the JSON of `/control`. */
const controlled = async (traffic: Traffic | undefined = trafficOf("open")) => {
  const control = createControl();
  control.attach(traffic);
  const server = createAdminServer(createHealth(), createMetrics(), control.answer);
  const port = await server.listen("127.0.0.1", 0);
  onTestFinished(() => server.close());
  const ask = async ({ method = "PUT", body = "", headers = {} }: Ask) => {
    const asked = request({ host: "127.0.0.1", port, path: "/control", method, headers }).end(body);
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    return [response.statusCode, JSON.parse(await text(response)) as unknown];
  };
  return { control, traffic, ask };
};

test("the rate can be changed, given back and paused, and asked for", async () => {
  const { traffic, ask } = await controlled();
  expect(await ask({ method: "GET" })).toEqual([200, { paused: false, targetPerSecond: 10 }]);
  expect(await ask({ body: '{"rate": 50}' })).toEqual([200, { paused: false, targetPerSecond: 50 }]);
  expect(await ask({ body: '{"paused": true}' })).toEqual([200, { paused: true, targetPerSecond: 0 }]);
  expect(await ask({ body: '{"rate": 20, "paused": false}' })).toEqual([200, { paused: false, targetPerSecond: 20 }]);
  expect(await ask({ body: '{"rate": null}' })).toEqual([200, { paused: false, targetPerSecond: 10 }]);
  expect(await ask({ body: "{}" })).toEqual([200, { paused: false, targetPerSecond: 10 }]);
  expect(traffic.isPaused()).toBe(false);
});

test.each<[what: string, request: Ask, status: number, error: RegExp]>([
  ["of a web page", { headers: { origin: "http://localhost:8801" } }, 403, /Origin/],
  ["for a foreign Host", { headers: { host: "evil.example" } }, 403, /Host/],
  ["with POST", { method: "POST" }, 405, /^expected GET or PUT$/],
  ["without JSON", { body: "rate=5" }, 400, /^expected \{"rate": /],
  ["with no body", {}, 400, /^expected \{"rate": /],
  ["with a list", { body: "[1]" }, 400, /^expected \{"rate": /],
  [
    "that is too long",
    { body: JSON.stringify({ rate: 5, note: "x".repeat(1_000_000) }) },
    413,
    /^expected at most 4096/,
  ],
  ["with another key", { body: '{"rate": 5, "speed": 9}' }, 400, /"speed"/],
  ["with a rate of 0", { body: '{"rate": 0}' }, 400, /`rate`: /],
  ["with a rate beyond the highest", { body: '{"rate": 1e9}' }, 400, /`rate`: /],
  ["with a rate in words", { body: '{"rate": "fast"}' }, 400, /`rate`: /],
  ["with a pause that is neither", { body: '{"rate": 5, "paused": "yes"}' }, 400, /`paused`: /],
])("a request %s is refused, and changes nothing", async (_, asked, status, error) => {
  const { traffic, ask } = await controlled();
  expect(await ask(asked)).toEqual([status, { error: expect.stringMatching(error) }]);
  expect([traffic.targetPerSecond(), traffic.isPaused()]).toEqual([10, false]);
});

test("the closed model can be paused, and refuses a rate with all that was asked beside it", async () => {
  const { traffic, ask } = await controlled(trafficOf("closed"));
  const refused = [409, { error: "`rate`: the closed model has users instead of a rate" }];
  expect(await ask({ body: '{"rate": 5, "paused": true}' })).toEqual(refused);
  expect(traffic.isPaused()).toBe(false);
  expect(await ask({ body: '{"paused": true}' })).toEqual([200, { paused: true, targetPerSecond: 0 }]);
});

test("there is nothing to control once the run is over", async () => {
  const { control, ask } = await controlled();
  control.detach();
  expect(await ask({ method: "GET" })).toEqual([409, { error: "no run is under way" }]);
});

test("an admin port without control has no such path", async () => {
  const server = createAdminServer(createHealth(), createMetrics());
  const port = await server.listen("127.0.0.1", 0);
  onTestFinished(() => server.close());
  expect((await fetch(`http://127.0.0.1:${port}/control`)).status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
});
