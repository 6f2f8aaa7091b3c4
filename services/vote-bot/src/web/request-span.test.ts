import type { IncomingHttpHeaders, RequestListener } from "node:http";
import { recordSpans } from "@emojivoto/shared/grpc/testing/record-spans.ts";
import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { expect, test } from "vitest";
import { oneGet, runAgainst } from "../run/testing/run-against.ts";
import type { Visitor } from "../scenarios/scenario.ts";
import { closedPort, serveRaw } from "../testing/serve-raw.ts";
import { serve } from "../testing/serve.ts";

const oneVisit = { REQUEST_RATE: "1", TTL: "10ms" };
const fine: RequestListener = (_, response) => void response.end();

/** The CLIENT span of the one request of a visit, and the visit's own. */
const spansOf = async (target: URL, settings: Record<string, string> = {}) => {
  const spans = await recordSpans();
  const run = await runAgainst(target, { ...oneVisit, ...settings });
  const [client, visit, ...others] = spans.items;
  expect(others).toEqual([]);
  return { client: client!, visit: visit!, record: run.recorder.outliers.slowest()[0] };
};

test("a request is a CLIENT span with the stable attributes, below its visit", async () => {
  const target = await serve(fine);
  const { client, visit, record } = await spansOf(target);
  expect(client).toMatchObject({ name: "GET", kind: SpanKind.CLIENT, status: { code: SpanStatusCode.UNSET } });
  expect(client.attributes).toEqual({
    "http.request.method": "GET",
    "http.response.status_code": 200,
    "network.peer.address": "127.0.0.1",
    "network.peer.port": Number(target.port),
    "network.protocol.version": "1.1",
    "server.address": "127.0.0.1",
    "server.port": Number(target.port),
    "url.full": target.href,
    "user_agent.original": "emojivoto-vote-bot",
  });
  expect(visit).toMatchObject({ name: "visit", kind: SpanKind.INTERNAL, status: { code: SpanStatusCode.UNSET } });
  expect(visit.parentSpanContext).toBeUndefined();
  expect(client.parentSpanContext?.spanId).toBe(visit.spanContext().spanId);
  expect(record?.spanId).toBe(client.spanContext().spanId);
  expect(new Set([record?.traceId, client.spanContext().traceId, visit.spanContext().traceId]).size).toBe(1);
});

const answering = (status: number) => serve((_, response) => void response.writeHead(status).end());

test.each<[end: string, target: () => Promise<URL>, errorType: string, status: number | undefined]>([
  ["is answered with 404", () => answering(404), "404", 404],
  ["is answered with 503", () => answering(503), "503", 503],
  ["is refused", closedPort, "connection_refused", undefined],
  ["is not answered in time", () => serveRaw(() => {}), "timeout", undefined],
  [
    "is answered half",
    () => serve((_, response) => void response.write("[", () => response.destroy())),
    "incomplete_answer",
    200,
  ],
])("the span of a request that %s is an error and says of what kind", async (_, target, errorType, status) => {
  const { client, visit } = await spansOf(await target(), { REQUEST_TIMEOUT: "200ms" });
  expect(client.status.code).toBe(SpanStatusCode.ERROR);
  expect(client.attributes["error.type"]).toBe(errorType);
  expect(client.attributes["http.response.status_code"]).toBe(status);
  expect(visit.status.code).toBe(SpanStatusCode.ERROR);
});

test("the spans of a request that is cut off end too", async () => {
  const { client, visit } = await spansOf(await serveRaw(() => {}), { GRACEFUL_STOP: "10ms" });
  expect(client.attributes["error.type"]).toBe("aborted");
  expect(visit.attributes["emojivoto.visit.outcome"]).toBe("aborted");
});

test.each([
  ["a sampled", "parentbased_always_on", true, "01"],
  ["an unsampled", "parentbased_always_off", false, "00"],
])("%s visit sends its trace id, and tells of it in the record", async (_, sampler, isSampled, flags) => {
  const spans = await recordSpans({ OTEL_TRACES_SAMPLER: sampler });
  const seen: IncomingHttpHeaders[] = [];
  const target = await serve(({ headers }, response) => {
    seen.push(headers);
    response.end();
  });
  const scenario = {
    ...oneGet,
    visit: async (visitor: Visitor) => {
      await oneGet.visit(visitor);
      await oneGet.visit(visitor);
    },
  };
  const run = await runAgainst(target, oneVisit, { scenario });
  const records = run.recorder.outliers.slowest();
  expect(records).toMatchObject([{ isSampled }, { isSampled }]);
  const [traceId] = new Set(records.map((record) => record.traceId));
  expect(traceId).toMatch(/^(?!0+$)[\da-f]{32}$/);
  for (const headers of seen) {
    expect(headers["x-request-id"]).toBe(traceId);
    expect(headers["traceparent"]).toMatch(new RegExp(`^00-${traceId}-[\\da-f]{16}-${flags}$`));
  }
  expect(seen).toHaveLength(2);
  expect(spans.items).toHaveLength(isSampled ? 3 : 0);
  expect(records.filter(({ spanId }) => spanId !== undefined)).toHaveLength(isSampled ? 2 : 0);
});
