import { mkdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Signals, SummariesAnswer, Topology, TraceSummary } from "@emojivoto/local/traces/api.ts";
import { createOtlpClient, type OtlpClient } from "../support/otlp-client.ts";
import { exportSpans, newSpanId, newTraceId, type TestSpan } from "../support/otlp-spans.ts";
import type { TraceBackend } from "../support/start-jaeger.ts";
import { startTraceStore } from "../support/start-trace-store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let store: TraceBackend;
let otlp: OtlpClient;

beforeAll(async () => {
  store = await startTraceStore();
  otlp = createOtlpClient(store.otlpGrpc);
});

afterAll(async () => {
  otlp.close();
  await store.stop();
});

const get = async <T>(path: string): Promise<T> => (await fetch(store.query + path)).json() as Promise<T>;

const summaries = async (query: string) => (await get<SummariesAnswer>(`/api/summaries?${query}`)).traces;

const listed = async (query: string) => (await summaries(`service=listed&${query}`)).map(({ traceId }) => traceId);

const statusOf = async (path: string, method = "GET") => (await fetch(store.query + path, { method })).status;

/** A visit that failed in `<suffix>`'s voting: vote-bot, web and voting, whose spans come callee first. */
async function sendVisit(suffix: string, startMs = Date.now() - 1_000): Promise<string> {
  const traceId = newTraceId();
  const [visit, asked, served, call, vote] = Array.from({ length: 5 }, newSpanId) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const span = (
    spanId: string,
    parentSpanId: string,
    at: number,
    durationMs: number,
    rest: Partial<TestSpan>,
  ): TestSpan => ({
    traceId,
    spanId,
    parentSpanId,
    startMs: startMs + at,
    durationMs,
    ...rest,
  });
  const rpc = "emojivoto.v1.VotingService/VoteDoughnut";
  const failed = { failed: true, name: rpc, attributes: { "rpc.status_code": "UNKNOWN" } };
  const database = { name: "INSERT", kind: "CLIENT", attributes: { "db.system.name": `sqlite${suffix}` } } as const;
  const groups = [
    {
      service: `voting${suffix}`,
      spans: [span(newSpanId(), vote, 8, 1, database), span(vote, call, 7, 15, { ...failed, kind: "SERVER" })],
    },
    {
      service: `web${suffix}`,
      spans: [
        span(call, served, 5, 20, { ...failed, kind: "CLIENT" }),
        span(served, asked, 3, 30, {
          kind: "SERVER",
          name: "GET /api/vote",
          failed: true,
          attributes: { "http.response.status_code": 500 },
        }),
      ],
    },
    {
      service: `vote-bot${suffix}`,
      spans: [span(asked, visit, 1, 38, { kind: "CLIENT", name: "GET" }), span(visit, "", 0, 40, { name: "visit" })],
    },
  ];
  for (const group of groups) await otlp.send(exportSpans({ scope: "test", ...group }));
  return traceId;
}

test("a trace's summary names its root, its services in their order, and its deepest error", async () => {
  const traceId = await sendVisit("-a");
  const [summary] = await summaries("service=web-a");
  expect(summary).toEqual({
    traceId,
    startTimeMs: expect.closeTo(Date.now() - 1_000, -4) as number,
    durationMs: expect.closeTo(40, 2) as number,
    root: { service: "vote-bot-a", operation: "visit" },
    services: [
      { name: "vote-bot-a", spans: 2, errors: 0 },
      { name: "web-a", spans: 2, errors: 2 },
      { name: "voting-a", spans: 2, errors: 1 },
    ],
    spans: 6,
    proxySpans: 0,
    errors: 3,
    error: "UNKNOWN",
    orphans: 0,
    roots: 1,
  } satisfies TraceSummary);
});

test("a trace without its root has orphans and no root", async () => {
  const spans = [{ traceId: newTraceId(), spanId: newSpanId(), parentSpanId: newSpanId() }];
  await otlp.send(exportSpans({ service: "lost", spans }));
  const [summary] = await summaries("service=lost");
  expect(summary).toMatchObject({ spans: 1, orphans: 1, roots: 0 });
  expect(summary).not.toHaveProperty("root");
});

test("the list is filtered by service, operation, status, duration, time and id, the newest first", async () => {
  const startMs = Date.now() - 5_000;
  const ids: string[] = [];
  for (const [index, failed] of [false, true, false].entries()) {
    const traceId = newTraceId();
    ids.unshift(traceId);
    const span = {
      traceId,
      spanId: newSpanId(),
      name: `op-${index}`,
      startMs: startMs + index * 100,
      durationMs: 10 * index,
    };
    await otlp.send(exportSpans({ service: "listed", spans: [{ ...span, failed }] }));
  }
  expect(await listed("")).toEqual(ids);
  expect(await listed("limit=1")).toEqual(ids.slice(0, 1));
  expect(await listed("operation=op-1")).toEqual([ids[1]]);
  expect(await listed("status=error")).toEqual([ids[1]]);
  expect(await listed("status=ok")).toEqual([ids[0], ids[2]]);
  expect(await listed("minDurationMs=15")).toEqual([ids[0]]);
  expect(await listed(`fromMs=${startMs + 50}`)).toEqual(ids.slice(0, 2));
  expect(await listed(`toMs=${startMs + 50}`)).toEqual([ids[2]]);
  expect(await listed(`traceId=${ids[1]}`)).toEqual([ids[1]]);
  expect((await fetch(`${store.query}/api/summaries?status=good`)).status).toBe(400);
});

const beginningWith = async (prefix: string) =>
  (await summaries(`service=prefixed&traceId=${prefix}`)).map(({ traceId }) => traceId).toSorted();

test("fewer than 32 hex digits list the traces whose ids begin with them, in either case", async () => {
  const start = newTraceId().slice(0, 30);
  const ids = ["0a", "0b", "1a"].map((end) => start + end);
  // Elsewhere a short id stands for one with leading zeros: here it is not found by it.
  const padded = `00${start}`;
  for (const traceId of [...ids, padded]) {
    await otlp.send(exportSpans({ service: "prefixed", spans: [{ traceId, spanId: newSpanId() }] }));
  }
  expect(await beginningWith(start)).toEqual(ids);
  expect(await beginningWith(`${start}0`)).toEqual(ids.slice(0, 2));
  expect(await beginningWith(`${start}0A`.toUpperCase())).toEqual(ids.slice(0, 1));
  expect(await beginningWith(`${start}2`)).toEqual([]);
  expect(await beginningWith(padded.slice(0, 31))).toEqual([padded]);
  expect(await statusOf("/api/summaries?traceId=xyz")).toBe(400);
  expect(await statusOf(`/api/summaries?traceId=${padded}0`)).toBe(400);
});

test("the topology joins callers and callees whatever order their spans come in", async () => {
  await sendVisit("-t");
  const { nodes, edges } = await get<Topology>("/api/topology");
  const ours = edges
    .filter(({ from }) => from.endsWith("-t"))
    .map(({ from, to, successRatio }) => `${from} → ${to} ${successRatio}`);
  expect(ours.toSorted()).toEqual(["vote-bot-t → web-t 0", "voting-t → store:sqlite-t 1", "web-t → voting-t 0"]);
  expect(nodes.find(({ id }) => id === "store:sqlite-t")).toMatchObject({ kind: "store", label: "sqlite-t" });
  const web = nodes.find(({ id }) => id === "web-t");
  expect(web).toMatchObject({ kind: "app", label: "web-t", successRatio: 0 });
  expect(web?.requestsPerSecond).toBeGreaterThan(0);
  // A bucket of the histogram is a fifth wide.
  expect(web?.p50Ms).toBeGreaterThan(25);
  expect(web?.p50Ms).toBeLessThan(36);
});

test("the mesh's proxies are folded away, or shown between the apps that they stand at", async () => {
  const traceId = newTraceId();
  const [call, outServer, outClient, inServer, inClient, served] = Array.from({ length: 6 }, newSpanId);
  const proxy = (spanId: string, parentSpanId: string, kind: "SERVER" | "CLIENT", direction: string) => ({
    traceId,
    spanId,
    parentSpanId,
    kind,
    name: "/api/list",
    attributes: { direction },
  });
  await otlp.send(
    exportSpans(
      {
        service: "linkerd-proxy",
        spans: [
          proxy(inServer!, outClient!, "SERVER", "inbound"),
          proxy(inClient!, inServer!, "CLIENT", "inbound"),
          proxy(outServer!, call!, "SERVER", "outbound"),
          proxy(outClient!, outServer!, "CLIENT", "outbound"),
        ],
      },
      { service: "caller", scope: "test", spans: [{ traceId, spanId: call!, kind: "CLIENT" }] },
    ),
  );
  const edgesAt = async (mesh: string) => {
    const { edges } = await get<Topology>(`/api/topology?mesh=${mesh}`);
    return edges
      .filter(({ from }) => /caller|callee/.test(from))
      .map(({ from, to }) => `${from} → ${to}`)
      .toSorted();
  };
  expect(await edgesAt("folded")).toEqual([]);
  await otlp.send(
    exportSpans({
      service: "callee",
      scope: "test",
      spans: [{ traceId, spanId: served!, parentSpanId: inClient!, kind: "SERVER" }],
    }),
  );
  expect(await edgesAt("folded")).toEqual(["caller → callee"]);
  expect(await edgesAt("shown")).toEqual([
    "caller → proxy:caller:outbound",
    "proxy:callee:inbound → callee",
    "proxy:caller:outbound → proxy:callee:inbound",
  ]);
  const { nodes } = await get<Topology>("/api/topology?mesh=shown");
  expect(nodes.find(({ id }) => id === "proxy:callee:inbound")).toMatchObject({ kind: "proxy", app: "callee" });
  expect((await summaries(`traceId=${traceId}`))[0]).toMatchObject({ spans: 6, proxySpans: 4, orphans: 0 });
});

test("golden signals are per service and operation, by when requests ended", async () => {
  await sendVisit("-g", Date.now() - 60_000);
  const { stepSeconds, series } = await get<Signals>("/api/signals?service=web-g");
  expect(series.map(({ operation }) => operation)).toEqual([undefined, "GET /api/vote"]);
  const sum = (values: readonly number[] = []) => values.reduce((total, value) => total + value, 0) * stepSeconds;
  expect(sum(series[1]?.requestsPerSecond)).toBeCloseTo(1);
  expect(sum(series[1]?.errorsPerSecond)).toBeCloseTo(1);
  const percentiles = series[1]?.p95Ms.filter((value) => value !== null) ?? [];
  expect(percentiles).toHaveLength(1);
  expect(series[1]?.requestsPerSecond).toHaveLength(180);
  const all = await get<Signals>("/api/signals");
  expect(all.series.map(({ service }) => service)).toContain("vote-bot-g");
  expect((await get<Signals>("/api/signals?service=web-g&operation=none")).series).toEqual([]);
});

const getAs = (host: string, path: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request(store.query + path, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.once("error", reject).end();
  });

test("a page elsewhere whose name points to this machine gets nothing", async () => {
  expect(await getAs("localhost:16686", "/api/services")).toBe(200);
  expect(await getAs("[::1]", "/api/services")).toBe(200);
  expect(await getAs("evil.example", "/api/services")).toBe(403);
  expect(await getAs("127.0.0.1.evil.example", "/")).toBe(403);
});

test("without a built page, / says what to do", async () => {
  const response = await fetch(store.query);
  expect([response.status, await response.text()]).toEqual([200, expect.stringContaining("npm start")]);
  expect((await fetch(`${store.query}/trace/abc`)).status).toBe(404);
});

test("paths that are not there, methods and URLs that are not good are refused", async () => {
  expect(await statusOf("/api/nothing")).toBe(404);
  expect(await statusOf("/api/services", "POST")).toBe(405);
  expect(await statusOf("/api/services/%ff/operations")).toBe(400);
  expect(await statusOf("/api/dependencies?endTs=now")).toBe(400);
  expect(await statusOf("/api/operations")).toBe(400);
});

test("a built page is served with its places, and nothing beside it", async () => {
  const folder = temporaryFolder();
  const pageDir = join(folder, "page");
  mkdirSync(join(pageDir, "assets"), { recursive: true });
  writeFileSync(join(pageDir, "index.html"), "<!doctype html>page");
  writeFileSync(join(pageDir, "assets/page-B4fXk2aQ.js"), "1");
  writeFileSync(join(folder, "secret.txt"), "secret");
  const withPage = await startTraceStore({ PAGE_DIR: pageDir });
  try {
    const page = await fetch(`${withPage.query}/trace/4bf92f35`);
    expect([page.status, await page.text()]).toEqual([200, "<!doctype html>page"]);
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    const script = await fetch(`${withPage.query}/assets/page-B4fXk2aQ.js`);
    expect([script.headers.get("content-type"), script.headers.get("cache-control")]).toEqual([
      "text/javascript; charset=utf-8",
      "public, max-age=31536000, immutable",
    ]);
    expect((await fetch(`${withPage.query}/assets/gone.js`)).status).toBe(404);
    const outside = await new Promise<string>((resolve, reject) => {
      const path = "/assets/..%2f..%2fsecret.txt";
      request(withPage.query, { path }, (response) => void text(response).then(resolve, reject)).end();
    });
    expect(outside).not.toContain("secret");
  } finally {
    await withPage.stop();
  }
});
