import { expect, test } from "vitest";
import { createOtlpReceiver } from "../support/otlp-receiver.ts";
import { spawnService, startService } from "../support/start-service.ts";
import { startStandInWeb } from "./stand-in-web.ts";

const visitLines = (lines: readonly string[]) => lines.filter((line) => line.startsWith("✔ Voting"));

test("a visit makes upstream's calls and prints upstream's line, and TTL ends the run with exit code 0", async () => {
  const web = await startStandInWeb();
  const env = {
    WEB_HOST: web.address,
    HOST_OVERRIDE: "web-svc.emojivoto",
    TTL: "1",
    REQUEST_RATE: "4",
    SEED: "spring",
  };
  const bot = spawnService("vote-bot", env);
  expect(await bot.ended).toBe(0);

  const lists = web.requests.filter(({ line }) => line === "GET /api/list");
  const votes = web.requests.filter(({ line }) => /^GET \/api\/vote\?choice=:(?:joy|tada):$/.test(line));
  expect([lists.length, votes.length, web.requests.length]).toEqual([4, 4, 8]);
  expect(web.requests.map(({ body }) => body).join("")).toBe("");
  expect(new Set(web.requests.map(({ headers }) => headers.host))).toEqual(new Set(["web-svc.emojivoto"]));
  const keys = votes.map(({ headers }) => headers["idempotency-key"]);
  expect(new Set(keys).size).toBe(4);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f-]{36}$/);
  expect(lists.some(({ headers }) => "idempotency-key" in headers)).toBe(false);
  expect(visitLines(bot.lines)).toEqual(votes.map(({ line }) => `✔ Voting for ${line.split("=")[1]}`));
});

test("a visit is one trace, and the doughnut's failure is an expected one", async () => {
  const [web, receiver] = await Promise.all([startStandInWeb(), createOtlpReceiver()]);
  const env = { ...receiver.env, WEB_HOST: web.address, DOUGHNUT: "1", VISIT_LINES: "detail", REQUEST_RATE: "20" };
  const bot = await startService("vote-bot", env);
  const line = await bot.line(/✘/);
  expect(line).toMatch(/^✘ Voting for :doughnut: {2}500 \(expected\) {2}\d+\.\d ms {2}trace [0-9a-f]{32}$/);

  const traceId = line.slice(-32);
  const spans = await receiver.trace(traceId, (received) => received.some(({ parentSpanId }) => parentSpanId === ""));
  const root = spans.find(({ parentSpanId }) => parentSpanId === "");
  expect(root).toMatchObject({ service: "vote-bot", name: "visit", kind: "INTERNAL", status: "UNSET" });
  expect(root?.attributes).toEqual({
    "emojivoto.visit.scenario": "classic",
    "emojivoto.visit.number": expect.anything(),
    "emojivoto.visit.outcome": "expected",
    "emojivoto.choice": ":doughnut:",
  });
  const requests = spans.filter((span) => span !== root);
  expect(requests.map(({ kind, parentSpanId }) => [kind, parentSpanId])).toEqual([
    ["CLIENT", root?.spanId],
    ["CLIENT", root?.spanId],
  ]);
  const sent = web.requests.filter(({ headers }) => String(headers["traceparent"]).includes(traceId));
  expect(sent.map(({ headers }) => String(headers["traceparent"]).split("-")[2])).toEqual(
    requests.map(({ spanId }) => spanId),
  );
  expect(sent.map(({ headers }) => headers["x-request-id"])).toEqual([traceId, traceId]);

  const metrics = await (await fetch(`http://127.0.0.1:${bot.ports["admin"]}/metrics`)).text();
  expect(metrics).toMatch(/^emojivoto_visits_total\{scenario="classic",outcome="expected"\} [1-9]/m);
  expect(metrics).toMatch(/^emojivoto_visits_total\{scenario="classic",outcome="error"\} 0$/m);
  await receiver.close();
});
