import { afterAll, beforeAll, expect, test } from "vitest";
import type { Pulse, TraceSummary } from "@emojivoto/local/traces/api.ts";
import { createOtlpClient, type OtlpClient } from "../support/otlp-client.ts";
import { exportSpans, newSpanId, newTraceId } from "../support/otlp-spans.ts";
import type { TraceBackend } from "../support/start-jaeger.ts";
import { startTraceStore } from "../support/start-trace-store.ts";
import { readEvents } from "./read-events.ts";

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

test("whoever listens hears of new traces, of what joins them, and of the traffic", async () => {
  const [traceId, root] = [newTraceId(), newSpanId()];
  await readEvents(`${store.query}/api/live`, async (next) => {
    const first = (await next("pulse")) as Pulse;
    expect(first).toMatchObject({ spansPerSecond: 0, requestsPerSecond: 0, tracesPerSecond: 0 });
    expect(first).not.toHaveProperty("successRatio");
    const server = { traceId, spanId: root, kind: "SERVER", durationMs: 5 } as const;
    await otlp.send(exportSpans({ service: "web", scope: "test", spans: [server] }));
    expect(await next("traces")).toEqual([expect.objectContaining({ traceId, spans: 1 })]);
    const child = { traceId, spanId: newSpanId(), parentSpanId: root, failed: true };
    await otlp.send(exportSpans({ service: "voting", scope: "test", spans: [child] }));
    const [joined] = (await next("traces")) as TraceSummary[];
    expect(joined).toMatchObject({ traceId, spans: 2, errors: 1, error: "ERROR" });
    let pulse = (await next("pulse")) as Pulse;
    while (pulse.spansPerSecond < 0.2) pulse = (await next("pulse")) as Pulse;
    expect(pulse).toMatchObject({ tracesPerSecond: 0.1, requestsPerSecond: 0.1, successRatio: 1 });
    expect(pulse.store).toMatchObject({ traces: 1, spans: 2, maxBytes: expect.any(Number) as number });
  });
});

test("more readers than it has room for are told so", async () => {
  const stop = new AbortController();
  const answers = await Promise.all(
    Array.from({ length: 70 }, () => fetch(`${store.query}/api/live`, { signal: stop.signal })),
  );
  const statuses = new Set(answers.map(({ status }) => status));
  stop.abort();
  expect(statuses).toEqual(new Set([200, 503]));
});
