import { once } from "node:events";
import { request } from "node:http";
import { createLogger } from "@emojivoto/shared/log/create-logger.ts";
import type { CallOptions } from "@emojivoto/shared/grpc/client/create-grpc-client.ts";
import { createMetrics } from "@emojivoto/shared/telemetry/metrics/create-metrics.ts";
import { expect, onTestFinished, test } from "vitest";
import { createApp } from "./app.ts";
import type { Backends } from "./backends/create-backends.ts";
import { createWebServer } from "./server.ts";

const requestTimeoutMs = 4_000;

/** Web on a port of its own, whose list is what `listAll` gives; resolves to its URL. */
async function startWeb(listAll: Backends["listAll"]): Promise<string> {
  const server = createWebServer(
    createApp({
      backends: { listAll } as Backends,
      auth: undefined,
      log: createLogger("web", "silent"),
      metrics: createMetrics(),
      requestTimeoutMs,
      page: { messageOfTheDay: "", legacyApi: true, tracesUrl: "" },
    }),
  );
  const port = await server.listen("127.0.0.1", 0);
  onTestFinished(() => server.drain());
  return `http://127.0.0.1:${port}`;
}

test("a client that goes away cancels the work", async () => {
  const { promise: begun, resolve: begin } = Promise.withResolvers<AbortSignal>();
  const url = await startWeb((call) => {
    begin(call.signal);
    return new Promise((_, reject) => call.signal.addEventListener("abort", () => reject(call.signal.reason as Error)));
  });
  const client = request(`${url}/api/list`).on("error", () => {});
  client.end();
  const signal = await begun;
  expect(signal.aborted).toBe(false);
  const aborted = once(signal, "abort");
  client.destroy();
  await aborted;
  expect(signal.reason).toMatchObject({ name: "AbortError" });
});

test("a request's calls have its deadline", async () => {
  const { promise: seen, resolve } = Promise.withResolvers<CallOptions>();
  const url = await startWeb(async (call) => {
    resolve(call);
    return [];
  });
  const before = Date.now();
  await fetch(`${url}/api/list`);
  const leftMs = (await seen).deadline.getTime() - before;
  expect(leftMs).toBeGreaterThanOrEqual(requestTimeoutMs);
  expect(leftMs).toBeLessThan(2 * requestTimeoutMs);
});

test("a bug is a 500 with nothing of it in the answer", async () => {
  const url = await startWeb(() => Promise.reject(new Error("password=hunter2")));
  const response = await fetch(`${url}/api/list`);
  expect([response.status, await response.json()]).toEqual([500, { error: "internal error" }]);
});

test("without a signing key v1 says what to set", async () => {
  const url = await startWeb(async () => []);
  for (const [path, method] of [
    ["/auth", "POST"],
    ["/api/v1/emojis", "GET"],
  ]) {
    const response = await fetch(url + path, {
      method: method!,
      ...(method === "POST" && { body: new URLSearchParams() }),
    });
    expect([response.status, await response.json()]).toMatchObject([501, { code: "auth_not_configured" }]);
  }
});
