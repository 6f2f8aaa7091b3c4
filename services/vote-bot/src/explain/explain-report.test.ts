import { expect, test } from "vitest";
import { changed } from "../doctor/testing/hand-made.ts";
import type { TraceSpan } from "../jaeger/trace-span.ts";
import type { Report, TracedRequest } from "../report/report.ts";
import { emptyReport, stallReport } from "../report/testing/hand-made-report.ts";
import { closedPort, serveRaw } from "../testing/serve-raw.ts";
import { serve } from "../testing/serve.ts";
import { explainReport } from "./explain-report.ts";

const never = new AbortController().signal;
const spanIds: Record<string, string> = { visit: "1", get: "2", web: "3", call: "4", emoji: "5", query: "6" };
const idOf = (name = "") => (spanIds[name] ?? "").padStart(16, "0");

/** Jaeger's query JSON of these spans, in trace `traceId`. */
const answerOf = (traceID: string, spans: readonly TraceSpan[]) => ({
  data: [
    {
      traceID,
      spans: spans.map(({ spanId, parentSpanId, service, name, kind, startMs, durationMs, attributes }) => ({
        traceID,
        spanID: idOf(spanId),
        operationName: name,
        references: parentSpanId === "" ? [] : [{ refType: "CHILD_OF", traceID, spanID: idOf(parentSpanId) }],
        startTime: startMs * 1_000,
        duration: durationMs * 1_000,
        tags: Object.entries({ ...attributes, "span.kind": kind.toLowerCase() }).map(([key, value]) => ({
          key,
          value,
        })),
        processID: service,
      })),
      processes: Object.fromEntries(spans.map(({ service }) => [service, { serviceName: service }])),
    },
  ],
});

/** web's span takes 8 of the 10 ms, of which emoji has 3. */
const spans = changed({
  web: { durationMs: 8 },
  call: { durationMs: 3, attributes: { "rpc.system.name": "grpc" } },
  emoji: { durationMs: 3 },
});
const spent = [
  { service: "web", operation: "GET /api/list", ms: 5 },
  { service: "emoji", operation: "emojivoto.v1.EmojiService/ListAll", ms: 3 },
  { service: "vote-bot", operation: "GET", ms: 2 },
];

/** A Jaeger whose answers are `looks` in order, the last for ever; `asked` are the traces that it was asked for. */
const startJaeger = async (...looks: (readonly TraceSpan[])[]) => {
  const asked: string[] = [];
  const url = await serve((request, response) => {
    const traceId = request.url!.split(/[/?]/)[3]!;
    response.end(JSON.stringify(answerOf(traceId, looks[Math.min(asked.push(traceId), looks.length) - 1]!)));
  });
  return { url, asked };
};

const { spent: _, ...bare } = stallReport.slowest[0]!;
const request = (visit: number, other: Partial<TracedRequest> = {}): TracedRequest => ({
  ...bare,
  visit,
  traceId: String(visit).padStart(32, "a"),
  spanId: idOf("get"),
  ...other,
});
const reportOf = (parts: Partial<Report>): Report => ({ ...emptyReport, ...parts });

test("a request that the report names says where its time went", async () => {
  const jaeger = await startJaeger(spans);
  const report = reportOf({ slowest: [request(1)] });
  expect(await explainReport(report, jaeger.url, never)).toEqual({ ...report, slowest: [{ ...request(1), spent }] });
});

test("spans that are still on their way are waited for", async () => {
  const jaeger = await startJaeger([], spans.slice(0, 3), spans.slice(0, 4), spans);
  const { slowest } = await explainReport(reportOf({ slowest: [request(1)] }), jaeger.url, never);
  expect(slowest[0]?.spent).toEqual(spent);
});

test("a request that timed out is explained once it is known who worked on it", async () => {
  const [visit, get, ...served] = spans;
  const unanswered = { ...get!, isError: true, attributes: {} };
  const jaeger = await startJaeger([visit!, unanswered], [visit!, unanswered], [visit!, unanswered, ...served]);
  const timedOut = request(1, { status: "none", outcome: "timeout" });
  const { failed } = await explainReport(reportOf({ failed: [timedOut] }), jaeger.url, never);
  expect(failed[0]?.spent).toEqual(spent);
});

test("a trace to which spans are still added is waited for, though it looks whole", async () => {
  const query = {
    ...spans[4]!,
    spanId: "query",
    parentSpanId: "emoji",
    name: "SELECT emoji",
    kind: "INTERNAL" as const,
  };
  const jaeger = await startJaeger(spans, [...spans, query]);
  const { slowest } = await explainReport(reportOf({ slowest: [request(1)] }), jaeger.url, never);
  expect(slowest[0]?.spent?.[1]).toEqual({ service: "emoji", operation: "SELECT emoji", ms: 3 });
});

test("a trace that is not whole in time is not explained, and the end of a run waits no longer than it is told", async () => {
  const jaeger = await startJaeger(spans.slice(0, 4));
  const report = reportOf({ slowest: [request(1)] });
  const startMs = performance.now();
  expect(await explainReport(report, jaeger.url, never, 400)).toEqual(report);
  expect(performance.now() - startMs).toBeLessThan(2_000);
});

test("who is told to stop at once does not wait", async () => {
  const stop = new AbortController();
  const silent = await serveRaw(() => stop.abort());
  const report = reportOf({ slowest: [request(1)] });
  const startMs = performance.now();
  expect(await explainReport(report, silent, stop.signal)).toEqual(report);
  expect(performance.now() - startMs).toBeLessThan(1_000);
});

test.each([
  ["is away", closedPort],
  ["answers with errors", () => serve((_request, response) => void response.writeHead(503).end())],
  ["is something else", () => serve((_request, response) => void response.end("<html>"))],
])("a Jaeger that %s leaves the report as it is", async (_what, start) => {
  const report = reportOf({ slowest: [request(1)], failed: [request(2)] });
  const startMs = performance.now();
  expect(await explainReport(report, await start(), never)).toEqual(report);
  expect(performance.now() - startMs).toBeLessThan(1_000);
});

test("what no trace can tell of is not asked for", async () => {
  const jaeger = await startJaeger(spans);
  const { spanId: _spanId, ...unsampled } = request(1, { sampled: false });
  const refused = request(2, { status: "none", outcome: "error" });
  const report = reportOf({ slowest: [unsampled], failed: [refused] });
  expect(await explainReport(report, jaeger.url, never)).toEqual(report);
  expect(jaeger.asked).toEqual([]);
});

test("ten requests are explained: half of them failed ones if there are so many, then the slowest, each once", async () => {
  const jaeger = await startJaeger(spans);
  const numbered = (from: number, count: number) =>
    Array.from({ length: count }, (_each, index) => request(from + index, { spanId: String(from + index) }));
  const timedOut = request(1, { status: "none", outcome: "timeout", spanId: "t" });
  const report = reportOf({ failed: [timedOut, ...numbered(2, 6)], slowest: [timedOut, ...numbered(100, 20)] });
  await explainReport(report, jaeger.url, AbortSignal.timeout(200));
  const visits = jaeger.asked.map((traceId) => Number(traceId.replaceAll("a", "")));
  expect(visits.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 100, 101, 102, 103, 104]);
});
