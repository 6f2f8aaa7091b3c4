import { ExportTraceServiceResponse } from "@emojivoto/proto/otlp/trace-service";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Pulse, SummariesAnswer } from "@emojivoto/local/traces/api.ts";
import { createOtlpClient, type OtlpClient } from "../support/otlp-client.ts";
import { exportSpans, newSpanId, newTraceId } from "../support/otlp-spans.ts";
import type { TraceBackend } from "../support/start-jaeger.ts";
import { startTraceStore } from "../support/start-trace-store.ts";
import { metricOf } from "./metric-of.ts";
import { readEvents } from "./read-events.ts";

let store: TraceBackend;
let otlp: OtlpClient;

beforeAll(async () => {
  store = await startTraceStore({ TRACE_STORE_MAX_MB: "1" });
  otlp = createOtlpClient(store.otlpGrpc);
});

afterAll(async () => {
  otlp.close();
  await store.stop();
});

const statusOf = async (traceId: string) => (await fetch(`${store.query}/api/traces/${traceId}`)).status;

/** One span of about so many bytes. */
const send = (traceId: string, bytes: number, spanId = newSpanId()) =>
  otlp.send(exportSpans({ service: "web", spans: [{ traceId, spanId, attributes: { padding: "x".repeat(bytes) } }] }));

test("the traces that nothing was added to for longest go first, and are counted", async () => {
  const [oldest, touched] = [newTraceId(), newTraceId()];
  await send(oldest, 1_000);
  await send(touched, 1_000);
  let sent = 2;
  let touches = 1;
  while ((await metricOf(store, "trace_store_traces_evicted_total")) < 5) {
    for (let times = 0; times < 4; times++) await send(newTraceId(), 40_000);
    await send(touched, 100);
    touches += 1;
    sent += 5;
  }
  expect(await statusOf(oldest)).toBe(404);
  const { traces } = (await (await fetch(`${store.query}/api/summaries?traceId=${touched}`)).json()) as SummariesAnswer;
  expect(traces).toMatchObject([{ spans: touches }]);
  const evicted = await metricOf(store, "trace_store_spans_evicted_total");
  expect((await metricOf(store, "trace_store_spans")) + evicted).toBe(sent);
  expect(await metricOf(store, "trace_store_bytes")).toBeLessThanOrEqual(1_000_000);
});

test("a span for a trace that is gone begins it anew", async () => {
  const traceId = newTraceId();
  await send(traceId, 100);
  while ((await statusOf(traceId)) === 200) await send(newTraceId(), 50_000);
  await send(traceId, 100);
  expect(await statusOf(traceId)).toBe(200);
});

test("a trace that grows beyond its share takes no more, and its sender is told", async () => {
  const traceId = newTraceId();
  let rejected = 0n;
  let taken = 0;
  while (rejected === 0n) {
    const { partialSuccess } = ExportTraceServiceResponse.decode(await send(traceId, 10_000));
    rejected = partialSuccess?.rejectedSpans ?? 0n;
    if (rejected === 0n) taken += 1;
    else expect(partialSuccess?.errorMessage).toContain("62500 bytes");
  }
  expect(taken).toBe(5);
  expect(await statusOf(traceId)).toBe(200);
  expect(await metricOf(store, "trace_store_spans_rejected_total")).toBe(1);
});

test("the pulse tells of the store", async () => {
  const pulse = await readEvents(`${store.query}/api/live`, async (next) => (await next("pulse")) as Pulse);
  expect(pulse.store).toMatchObject({ maxBytes: 1_000_000, rejectedSpans: 1, droppedLogs: 0 });
  expect(pulse.store.evictedSpans).toBeGreaterThan(0);
});
