import { deflateSync, gzipSync } from "node:zlib";
import { ExportTraceServiceResponse } from "@emojivoto/proto/otlp/trace-service";
import { status, type ServiceError } from "@grpc/grpc-js";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SummariesAnswer } from "@emojivoto/local/traces/api.ts";
import { createOtlpClient, logsMethod, type OtlpClient } from "../support/otlp-client.ts";
import { exportLog, exportSpans, newSpanId, newTraceId } from "../support/otlp-spans.ts";
import type { TraceBackend } from "../support/start-jaeger.ts";
import { startTraceStore } from "../support/start-trace-store.ts";
import { metricOf } from "./metric-of.ts";

let store: TraceBackend;
let grpc: OtlpClient;

beforeAll(async () => {
  store = await startTraceStore();
  grpc = createOtlpClient(store.otlpGrpc);
});

afterAll(async () => {
  grpc.close();
  await store.stop();
});

const protobuf = "application/x-protobuf";

const post = (body: Buffer | string, headers: Record<string, string>, path = "/v1/traces") =>
  fetch(`${store.otlpHttp}${path}`, {
    method: "POST",
    body: typeof body === "string" ? body : new Uint8Array(body),
    headers,
  });

const spanNames = async (traceId: string): Promise<string[]> => {
  const response = await fetch(`${store.query}/api/traces/${traceId}`);
  if (response.status === 404) return [];
  const { data } = (await response.json()) as { data: { spans: { operationName: string }[] }[] };
  return data.flatMap(({ spans }) => spans.map(({ operationName }) => operationName));
};

const one = (traceId: string, spanId = newSpanId()) =>
  exportSpans({ service: "web", scope: "test", spans: [{ traceId, spanId, name: "GET /" }] });

const json = (traceId: string, span: object = {}) =>
  JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: [{ key: "service.name", value: { stringValue: "web" } }] },
        scopeSpans: [{ spans: [{ traceId, spanId: newSpanId(), name: "GET /", ...span }] }],
      },
    ],
  });

test.each([
  ["gRPC", (traceId: string) => grpc.send(one(traceId))],
  ["HTTP as protobuf", (traceId: string) => post(one(traceId), { "content-type": protobuf })],
  ["HTTP as JSON", (traceId: string) => post(json(traceId), { "content-type": "application/json; charset=utf-8" })],
  [
    "HTTP in gzip",
    (traceId: string) => post(gzipSync(one(traceId)), { "content-type": protobuf, "content-encoding": "gzip" }),
  ],
  [
    "HTTP in deflate",
    (traceId: string) =>
      post(deflateSync(json(traceId)), { "content-type": "application/json", "content-encoding": "deflate" }),
  ],
])("spans come over %s", async (_, send) => {
  const traceId = newTraceId();
  const answer = await send(traceId);
  if (answer instanceof Response) expect(answer.status).toBe(200);
  expect(await spanNames(traceId)).toEqual(["GET /"]);
});

test("JSON may have numbers in strings, enums by name, and fields that nobody knows", async () => {
  const traceId = newTraceId();
  const span = {
    kind: "SPAN_KIND_SERVER",
    startTimeUnixNano: "1700000000000000001",
    endTimeUnixNano: 1_700_000_001_000_000_000,
    status: { code: "STATUS_CODE_ERROR", message: null },
    attributes: [
      { key: "int", value: { intValue: "9007199254740993" } },
      { key: "list", value: { arrayValue: { values: [{ intValue: 1 }, { boolValue: false }] } } },
      { key: "bytes", value: { bytesValue: "AQI=" } },
    ],
    tomorrow: { "is another": "day" },
  };
  expect((await post(json(traceId, span), { "content-type": "application/json" })).status).toBe(200);
  const response = await fetch(`${store.query}/api/traces/${traceId}`);
  const { data } = (await response.json()) as { data: { spans: { tags: unknown[]; startTime: number }[] }[] };
  expect(data[0]?.spans[0]?.startTime).toBe(1_700_000_000_000_000);
  expect(data[0]?.spans[0]?.tags).toEqual([
    { key: "bytes", type: "binary", value: "AQI=" },
    { key: "error", type: "bool", value: true },
    { key: "int", type: "int64", value: "9007199254740993" },
    { key: "list", type: "string", value: "[1,false]" },
    { key: "otel.status_code", type: "string", value: "ERROR" },
    { key: "span.kind", type: "string", value: "server" },
  ]);
});

test.each([
  [{ traceId: "xyz" }, /traceId: expected an id in hex/],
  [{ kind: "SPAN_KIND_BUTLER" }, /spans\.0\.kind: expected a number or a name like SPAN_KIND_/],
  [{ startTimeUnixNano: -1 }, /startTimeUnixNano: expected .* not below 0/],
  [{ name: 7 }, /spans\.0\.name: .*string/],
])("JSON that is none of OTLP's is refused with the field's name: %j", async (span, reason) => {
  const response = await post(json(newTraceId(), span), { "content-type": "application/json" });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ code: status.INVALID_ARGUMENT, message: expect.stringMatching(reason) });
});

test("spans with bad ids are rejected one by one, and the others are kept", async () => {
  const traceId = newTraceId();
  const good = { traceId, spanId: newSpanId(), name: "good" };
  const spans = [
    good,
    { traceId: "00".repeat(16), spanId: newSpanId() },
    { traceId: "abcd", spanId: newSpanId() },
    { traceId, spanId: "00".repeat(8) },
    { traceId, spanId: newSpanId(), parentSpanId: "abcdef" },
  ];
  const payload = exportSpans({ service: "web", spans });
  const { partialSuccess } = ExportTraceServiceResponse.decode(await grpc.send(payload));
  expect(partialSuccess).toEqual({ rejectedSpans: 4n, errorMessage: expect.stringContaining("trace id of 16 bytes") });
  expect(await spanNames(traceId)).toEqual(["good"]);
  const overHttp = await post(json(traceId, { spanId: "00" }), { "content-type": "application/json" });
  expect(await overHttp.json()).toEqual({
    partialSuccess: { rejectedSpans: "1", errorMessage: "expected a span id of 8 bytes, not all 0, got `00`" },
  });
});

test("a span that is sent again counts once, and a late one joins its trace", async () => {
  const [traceId, root, late] = [newTraceId(), newSpanId(), newSpanId()];
  await grpc.send(one(traceId, root));
  await grpc.send(one(traceId, root));
  const spans = [{ traceId, spanId: late, parentSpanId: root, name: "late" }];
  await grpc.send(exportSpans({ service: "voting", spans }));
  expect((await spanNames(traceId)).toSorted()).toEqual(["GET /", "late"]);
  const { traces } = (await (await fetch(`${store.query}/api/summaries?traceId=${traceId}`)).json()) as SummariesAnswer;
  expect(traces).toMatchObject([{ spans: 2, orphans: 0 }]);
  expect(await metricOf(store, "trace_store_spans_repeated_total")).toBe(1);
});

test("a signal that the store does not keep is refused as OTLP has it", async () => {
  const metrics = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
  await expect(grpc.send(Buffer.alloc(0), metrics)).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
  expect((await post("", { "content-type": protobuf }, "/v1/metrics")).status).toBe(404);
});

test("another method, content type or encoding is refused with what is expected", async () => {
  const get = await fetch(`${store.otlpHttp}/v1/traces`);
  expect([get.status, get.headers.get("allow")]).toEqual([405, "POST"]);
  const type = await post("", { "content-type": "text/plain" });
  expect([type.status, await type.text()]).toEqual([415, expect.stringContaining("application/x-protobuf")]);
  const encoding = await post("", { "content-type": protobuf, "content-encoding": "br" });
  expect([encoding.status, await encoding.text()]).toEqual([415, expect.stringContaining("gzip")]);
});

const malformed = Buffer.from([0x0a, 0xff, 0xff, 0x01]);

test("a malformed payload is INVALID_ARGUMENT, as a status in the encoding of the request", async () => {
  await expect(grpc.send(malformed)).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
  const asProtobuf = await post(malformed, { "content-type": protobuf });
  expect([asProtobuf.status, asProtobuf.headers.get("content-type")]).toEqual([400, protobuf]);
  // google.rpc.Status: field 1 is the code, 3.
  expect([...new Uint8Array(await asProtobuf.arrayBuffer())].slice(0, 2)).toEqual([0x08, 3]);
  const asJson = await post("{", { "content-type": "application/json" });
  expect([asJson.status, ((await asJson.json()) as { code: number }).code]).toEqual([400, status.INVALID_ARGUMENT]);
  const notGzip = await post(malformed, { "content-type": protobuf, "content-encoding": "gzip" });
  expect(notGzip.status).toBe(400);
});

test("a payload that is too large, or inflates to too much, is refused", async () => {
  const large = Buffer.alloc(5 * 1024 * 1024);
  await expect(grpc.send(large)).rejects.toMatchObject({ code: status.RESOURCE_EXHAUSTED });
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  const inflated = await post(bomb, { "content-type": protobuf, "content-encoding": "gzip" });
  expect([inflated.status, [...new Uint8Array(await inflated.arrayBuffer())].slice(0, 2)]).toEqual([
    413,
    [0x08, status.RESOURCE_EXHAUSTED],
  ]);
  expect((await post(large, { "content-type": "application/json" })).status).toBe(413);
  const inChunks = new Blob([large]).stream();
  const headers = { "content-type": protobuf };
  const unannounced = { method: "POST", body: inChunks, headers, duplex: "half" } as RequestInit;
  expect((await fetch(`${store.otlpHttp}/v1/traces`, unannounced)).status).toBe(413);
});

const nested = (depth: number) => `${'{"arrayValue":{"values":['.repeat(depth)}{}${"]}}".repeat(depth)}`;

const nestedBody = (depth: number) =>
  json(newTraceId()).replace('"name"', `"attributes":[{"key":"deep","value":${nested(depth)}}],"name"`);

test("values nested without end are refused", async () => {
  expect((await post(nestedBody(10), { "content-type": "application/json" })).status).toBe(200);
  expect((await post(nestedBody(200), { "content-type": "application/json" })).status).toBe(400);
  expect((await post(nestedBody(50_000), { "content-type": "application/json" })).status).toBe(400);
});

test("whatever bytes come, the store goes on, and can read what it has taken", async () => {
  const traceIds = Array.from({ length: 40 }, newTraceId);
  // Reproducible: each byte follows from the one before.
  let seed = 42;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  const payloads = traceIds.flatMap((traceId) => {
    const whole = exportSpans({
      service: "web",
      spans: [{ traceId, spanId: newSpanId(), attributes: { "http.route": "/", number: 3 } }],
    });
    const mutated = Buffer.from(whole);
    for (let times = 0; times < 3; times++) mutated[random(mutated.length)] = random(256);
    const noise = Buffer.from(Array.from({ length: 200 }, () => random(256)));
    return [mutated, whole.subarray(0, random(whole.length)), noise];
  });
  const codes = await Promise.all(
    payloads.map((payload) =>
      grpc
        .send(payload)
        .then(() => status.OK)
        .catch(({ code }: ServiceError) => code),
    ),
  );
  expect(new Set(codes)).toEqual(new Set([status.OK, status.INVALID_ARGUMENT]));
  for (const payload of payloads) {
    const response = await post(payload, { "content-type": protobuf });
    expect([200, 400]).toContain(response.status);
  }
  for (const traceId of traceIds) {
    expect([200, 404]).toContain((await fetch(`${store.query}/api/traces/${traceId}`)).status);
  }
  expect((await fetch(`${store.query}/api/traces?service=web&limit=1000`)).status).toBe(200);
  expect((await fetch(`${store.query}/readyz`)).status).toBe(200);
});

test("log lines are kept with their trace; those without one are dropped and counted", async () => {
  const traceId = newTraceId();
  const droppedBefore = await metricOf(store, "trace_store_logs_dropped_total");
  await grpc.send(exportLog("web", "vote refused", traceId), logsMethod);
  await grpc.send(exportLog("web", "listening"), logsMethod);
  await grpc.send(one(traceId));
  const { logs } = (await (await fetch(`${store.query}/api/traces/${traceId}/logs`)).json()) as { logs: unknown[] };
  expect(logs).toEqual([
    {
      timeMs: expect.any(Number),
      service: "web",
      severity: "INFO",
      body: "vote refused",
      attributes: { route: "/api/vote" },
    },
  ]);
  expect((await metricOf(store, "trace_store_logs_dropped_total")) - droppedBefore).toBe(1);
});

test("log lines alone are no trace", async () => {
  const traceId = newTraceId();
  await grpc.send(exportLog("lonely", "first", traceId), logsMethod);
  expect(await spanNames(traceId)).toEqual([]);
  const services = (await (await fetch(`${store.query}/api/services`)).json()) as { data: string[] };
  expect(services.data).not.toContain("lonely");
});
