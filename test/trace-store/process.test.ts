import { connect } from "node:net";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { exportSpans, newSpanId, newTraceId } from "../support/otlp-spans.ts";
import { startTraceStore } from "../support/start-trace-store.ts";
import { slowTests } from "../support/slow-tests.ts";

test.skipIf(!slowTests)(
  "(SLOW_TESTS=on) a port that is taken ends the store with exit code 1 and a line that names it",
  async () => {
    const first = await startTraceStore();
    onTestFinished(first.stop);
    const taken = first.otlpGrpc.split(":")[1] ?? "";
    await expect(startTraceStore({ OTLP_GRPC_PORT: taken })).rejects.toThrow(
      new RegExp(`ended with 1[\\s\\S]*port ${taken} on 127.0.0.1 is taken by another process`),
    );
  },
);

test("a bad variable ends the store with exit code 78 and its name", async () => {
  await expect(startTraceStore({ TRACE_STORE_MAX_MB: "much" })).rejects.toThrow(
    /ended with 78[\s\S]*TRACE_STORE_MAX_MB: expected a whole number/,
  );
});

test("it stops within three seconds, whoever is connected and in the middle of what", async () => {
  const store = await startTraceStore();
  const live = await fetch(`${store.query}/api/live`);
  const half = connect(Number(new URL(store.otlpHttp).port), "127.0.0.1");
  half.on("error", () => {});
  await once(half, "connect");
  half.write(
    "POST /v1/traces HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{",
  );
  const payload = exportSpans({ service: "web", spans: [{ traceId: newTraceId(), spanId: newSpanId() }] });
  const headers = { "content-type": "application/x-protobuf" };
  await fetch(`${store.otlpHttp}/v1/traces`, { method: "POST", body: new Uint8Array(payload), headers });
  const stoppedAt = performance.now();
  await store.stop();
  expect(performance.now() - stoppedAt).toBeLessThan(3_000);
  await live.body?.cancel().catch(() => {});
});
