import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GrpcReceivedSpan } from "../support/otlp-grpc-receiver.ts";
import { startService } from "../support/start-service.ts";
import { type MeshedStack, startMeshedStack } from "./meshed-stack.ts";
import { isProxy, renderTree, shapeOf, type TraceShape } from "./trace-shape.ts";
import { slowTests } from "../support/slow-tests.ts";

// What was measured with real proxies, row by row. These tests send what vote-bot would and keep its spans to
// themselves; the real one is in the last trace.
describe.skipIf(!slowTests)("trace context through the stand-in mesh (SLOW_TESTS=on)", () => {
  let run: MeshedStack;

  /** Every trace that was looked at, by id, and what it must still be when all processes have ended. */
  const expected = new Map<string, { callersSpanId: string; shape: TraceShape }>();

  beforeAll(async () => {
    run = await startMeshedStack();
  });

  afterAll(async () => {
    await run.stop();
  });

  type Way = "vote-bot.web" | "vote-bot.web-retried" | "vote-bot.web-opaque" | "web.inbound";

  async function get(path: string, headers: Record<string, string>, way: Way = "vote-bot.web") {
    const response = await fetch(`http://127.0.0.1:${run.mesh.ports[way]}${path}`, { headers });
    await response.arrayBuffer();
    return { status: response.status, webTraceId: response.headers.get("x-request-id") ?? "" };
  }

  const spansOf = (traceId: string) => run.receiver.spans.filter((span) => span.traceId === traceId);

  /** The trace's spans once it has this shape; the difference, if it has not within some seconds. */
  async function expectTrace(traceId: string, shape: TraceShape, callersSpanId = "") {
    expected.set(traceId, { callersSpanId, shape });
    const isThere = () => isDeepStrictEqual(shapeOf(spansOf(traceId), callersSpanId), shape);
    await Promise.race([run.receiver.until(isThere), delay(10_000, undefined, { ref: false })]);
    expect(shapeOf(spansOf(traceId), callersSpanId)).toEqual(shape);
    return spansOf(traceId);
  }

  /** Spans that would be too many come late: looked at when all processes have ended. */
  function expectNoTrace(traceId: string): void {
    expected.set(traceId, { callersSpanId: "", shape: { proxySpans: 0, served: {}, roots: 0, orphans: 0 } });
  }

  const whole = { roots: 1, orphans: 0 };
  const ofList = { served: { emoji: 1, web: 1 }, ...whole };
  const ofVote = { served: { emoji: 1, voting: 1, web: 1 }, ...whole };
  const list = "/api/list";
  const dog = "/api/vote?choice=:dog:";
  const doughnut = "/api/vote?choice=:doughnut:";

  test("the list is one trace, with four proxy spans a hop", async () => {
    const { traceId, spanId, w3c } = newCaller();
    await get(list, { traceparent: w3c() });
    const spans = await expectTrace(traceId, { proxySpans: 8, ...ofList }, spanId);
    expect(renderTree(spans, spanId)).toBe(`vote-bot-proxy outbound SERVER /api/list
  vote-bot-proxy outbound CLIENT /api/list
    web-proxy inbound SERVER /api/list
      web-proxy inbound CLIENT /api/list
        web SERVER GET /api/list
          web CLIENT emojivoto.v1.EmojiService/ListAll
            web-proxy outbound SERVER /emojivoto.v1.EmojiService/ListAll
              web-proxy outbound CLIENT /emojivoto.v1.EmojiService/ListAll
                emoji-proxy inbound SERVER /emojivoto.v1.EmojiService/ListAll
                  emoji-proxy inbound CLIENT /emojivoto.v1.EmojiService/ListAll
                    emoji SERVER emojivoto.v1.EmojiService/ListAll
`);
  });

  test("a vote for the dog is one trace with 12 proxy spans", async () => {
    const { traceId, spanId, w3c } = newCaller();
    await get(dog, { traceparent: w3c() });
    await expectTrace(traceId, { proxySpans: 12, ...ofVote }, spanId);
  });

  test("of the doughnut's failing RPC the proxies see a 200, and leave the error to the apps", async () => {
    const { traceId, spanId, w3c } = newCaller();
    expect((await get(doughnut, { traceparent: w3c() })).status).toBe(500);
    const spans = await expectTrace(traceId, { proxySpans: 12, ...ofVote }, spanId);
    const ofRpc = spans.filter((span) => span.name.endsWith("VotingService/VoteDoughnut"));
    expect(ofRpc.filter(isProxy).map((span) => [span.attributes["http.response.status_code"], span.status])).toEqual(
      Array.from({ length: 4 }, () => ["200", "UNSET"]),
    );
    const ofApps = ofRpc.filter((span) => !isProxy(span));
    expect(ofApps.map(({ service, status }) => `${service} ${status}`).toSorted()).toEqual([
      "voting ERROR",
      "web ERROR",
    ]);
  });

  test("without a header no proxy starts a trace: it begins at web", async () => {
    const { webTraceId } = await get(list, {}, "web.inbound");
    const spans = await expectTrace(webTraceId, { proxySpans: 4, ...ofList });
    expect(spans.find(({ parentSpanId }) => parentSpanId === "")).toMatchObject({ service: "web", kind: "SERVER" });
  });

  test("flags 00 leave no span anywhere, and the trace goes on to the app", async () => {
    const { traceId, w3c } = newCaller();
    const { webTraceId } = await get(dog, { traceparent: w3c("00", "00") });
    expect(webTraceId).toBe(traceId);
    expectNoTrace(traceId);
  });

  test("flags 03 are sampled like 01", async () => {
    const { traceId, spanId, w3c } = newCaller();
    await get(list, { traceparent: w3c("00", "03") });
    await expectTrace(traceId, { proxySpans: 8, ...ofList }, spanId);
  });

  test("version 01 is for the apps alone: a gap at the first hop", async () => {
    const { traceId, spanId, w3c } = newCaller();
    await get(list, { traceparent: w3c("01") });
    const spans = await expectTrace(traceId, { proxySpans: 4, ...ofList }, spanId);
    expect(spans.find((span) => span.parentSpanId === spanId)).toMatchObject({ service: "web", kind: "SERVER" });
  });

  test("B3 in a single header is read by nobody: web starts another trace", async () => {
    const { traceId, spanId } = newCaller();
    const { webTraceId } = await get(list, { b3: `${traceId}-${spanId}-1` });
    expect(webTraceId).not.toBe(traceId);
    await expectTrace(webTraceId, { proxySpans: 4, ...ofList });
    expectNoTrace(traceId);
  });

  test("B3 in several headers is read by the proxies alone: the trace splits at web", async () => {
    const caller = newCaller();
    const { webTraceId } = await get(list, b3Of(caller));
    expect(webTraceId).not.toBe(caller.traceId);
    await expectTrace(caller.traceId, { proxySpans: 4, served: {}, ...whole }, caller.spanId);
    await expectTrace(webTraceId, { proxySpans: 4, ...ofList });
  });

  test("of W3C and B3 together, W3C wins", async () => {
    const caller = newCaller();
    const other = newCaller();
    await get(list, { traceparent: caller.w3c(), ...b3Of(other) });
    await expectTrace(caller.traceId, { proxySpans: 8, ...ofList }, caller.spanId);
    expectNoTrace(other.traceId);
  });

  test("a proxy's retries show as three CLIENT spans below one SERVER span, each with its subtree", async () => {
    const { traceId, spanId, w3c } = newCaller();
    expect((await get(doughnut, { traceparent: w3c() }, "vote-bot.web-retried")).status).toBe(500);
    // voting ran the vote three times: to the caller's proxy, only an Idempotency-Key makes a retry count once.
    const spans = await expectTrace(
      traceId,
      { proxySpans: 34, served: { emoji: 3, voting: 3, web: 3 }, ...whole },
      spanId,
    );
    const ofCaller = spans.filter(({ resource }) => resource["host.name"] === "vote-bot").map(({ kind }) => kind);
    expect(ofCaller.toSorted()).toEqual(["CLIENT", "CLIENT", "CLIENT", "SERVER"]);
  });

  test("through an opaque port the trace joins, without the caller's proxy", async () => {
    const { traceId, spanId, w3c } = newCaller();
    await get(list, { traceparent: w3c() }, "vote-bot.web-opaque");
    const spans = await expectTrace(traceId, { proxySpans: 6, ...ofList }, spanId);
    expect(spans.filter(isProxy).map((span) => span.resource["host.name"])).not.toContain("vote-bot");
  });

  test("proxy spans on the wire: no scope, no sampled bit, status empty, every attribute a text", async () => {
    const { traceId, spanId, w3c } = newCaller();
    await get(dog, { traceparent: w3c(), "user-agent": "test" });
    const spans = await expectTrace(traceId, { proxySpans: 12, ...ofVote }, spanId);
    for (const span of spans.filter(isProxy)) {
      expect(span).toMatchObject({ flags: 0x300, scope: "", status: "UNSET" });
      for (const value of Object.values(span.attributes)) expect(value).toBeTypeOf("string");
    }
    const first = spans.find((span) => span.parentSpanId === spanId)!;
    const port = String(run.mesh.ports["vote-bot.web"]);
    expect(first.attributes).toEqual({
      direction: "outbound",
      "http.request.method": "GET",
      "url.scheme": "http",
      "url.path": "/api/vote",
      "url.query": "choice=:dog:",
      "url.full": `http://127.0.0.1:${port}/api/vote?choice=:dog:`,
      "network.transport": "tcp",
      "server.address": "127.0.0.1",
      "server.port": port,
      "user_agent.original": "test",
      "http.response.status_code": "200",
    });
    expect(first.resource).toMatchObject({ "service.name": "linkerd-proxy", "host.name": "vote-bot" });
  });

  test("a visit of vote-bot is one trace of all services and proxies", async () => {
    const seen = new Set(run.receiver.spans.map(({ traceId }) => traceId));
    const bot = await startService("vote-bot", {
      ...run.receiver.env,
      WEB_HOST: `127.0.0.1:${run.mesh.ports["vote-bot.web"]}`,
      TTL: "1",
      DOUGHNUT: "0",
    });
    const isRoot = (span: GrpcReceivedSpan) => span.name === "visit" && !seen.has(span.traceId);
    const spans = await run.receiver.until((all) => all.some(isRoot));
    await expectTrace(spans.find(isRoot)!.traceId, {
      proxySpans: 20,
      served: { emoji: 2, voting: 1, web: 2 },
      ...whole,
    });
    expect(await bot.stop()).toBe(0);
  });

  test("a backend learns from its proxy who calls", async () => {
    const { w3c } = newCaller();
    await get(list, { traceparent: w3c() });
    const line = await run.stack.emoji.line(/EmojiService\/ListAll.*l5d-client-id/);
    expect(JSON.parse(line)["l5d-client-id"]).toBe("web.emojivoto.serviceaccount.identity.linkerd.cluster.local");
  });

  test("when all have stopped, no trace has a span more than it had to", async () => {
    await run.stack.stop();
    expect(await run.mesh.stop()).toBe(0);
    for (const [traceId, { callersSpanId, shape }] of expected) {
      expect(shapeOf(spansOf(traceId), callersSpanId)).toEqual(shape);
    }
  });
});

const randomId = (bytes: number) => randomBytes(bytes).toString("hex");

const b3Of = ({ traceId, spanId }: { traceId: string; spanId: string }) => ({
  "x-b3-traceid": traceId,
  "x-b3-spanid": spanId,
  "x-b3-sampled": "1",
});

/** A caller's span, in a trace of its own. */
function newCaller() {
  const [traceId, spanId] = [randomId(16), randomId(8)];
  return { traceId, spanId, w3c: (version = "00", flags = "01") => `${version}-${traceId}-${spanId}-${flags}` };
}
