import { expect, test } from "vitest";
import { createRequestTracer, noTracer } from "./create-request-tracer.ts";
import type { SpanRecord } from "./span-record.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const parentId = "00f067aa0ba902b7";

const requestWith = (...headers: string[]) => ({
  method: "GET",
  scheme: "http",
  authority: "web",
  target: "/api/list?a",
  headers,
});

const sampled = requestWith("traceparent", `00-${traceId}-${parentId}-01`);

function start() {
  const spans: SpanRecord[] = [];
  let nowMs = 0;
  const proxy = { workload: "web", direction: "inbound" } as const;
  const trace = createRequestTracer({ proxy, clock: () => nowMs++, record: (span) => spans.push(span) });
  return { trace, spans };
}

const spanIdIn = (headers: readonly string[]) => /^00-\w{32}-(\w{16})-/.exec(headers[1] ?? "")?.[1];

test("a request makes a SERVER and below it a CLIENT span, whose id goes on", () => {
  const { trace, spans } = start();
  const request = trace(sampled);
  const attempt = request.nextTry();
  attempt.answered(200);
  request.answered(200);
  const [client, server] = spans;
  expect(server).toMatchObject({ kind: "SERVER", traceId, parentId, name: "/api/list", status: 200 });
  expect(client).toMatchObject({ kind: "CLIENT", traceId, parentId: server?.spanId, name: "/api/list" });
  expect(spanIdIn(attempt.headers)).toBe(client?.spanId);
  expect([server!.startMs, client!.startMs, client!.endMs, server!.endMs]).toEqual([0, 1, 2, 3]);
});

test("every try has a CLIENT span of its own below the one SERVER span", () => {
  const { trace, spans } = start();
  const request = trace(sampled);
  for (const status of [500, 500, 200]) request.nextTry().answered(status);
  request.answered(200);
  expect(spans.map(({ kind, status }) => [kind, status])).toEqual([
    ["CLIENT", 500],
    ["CLIENT", 500],
    ["CLIENT", 200],
    ["SERVER", 200],
  ]);
  expect(new Set(spans.slice(0, 3).map((span) => span.parentId))).toEqual(new Set([spans[3]?.spanId]));
});

test("without an answer there is no span", () => {
  const { trace, spans } = start();
  trace(sampled).nextTry();
  expect(spans).toEqual([]);
});

test("an unsampled request's header is rewritten all the same, and no span is made", () => {
  const { trace, spans } = start();
  const request = trace(requestWith("traceparent", `00-${traceId}-${parentId}-00`));
  const { headers, answered } = request.nextTry();
  answered(200);
  request.answered(200);
  expect(spanIdIn(headers)).not.toBe(parentId);
  expect(headers[1]).toMatch(/-00$/);
  expect(spans).toEqual([]);
});

test("a proxy starts no trace, and one that exports nothing passes every header as it is", () => {
  const { trace, spans } = start();
  const plain = requestWith("accept", "*/*");
  trace(plain).answered(200);
  expect(trace(plain).nextTry().headers).toBe(plain.headers);
  expect(noTracer(sampled).nextTry().headers).toBe(sampled.headers);
  expect(spans).toEqual([]);
});
