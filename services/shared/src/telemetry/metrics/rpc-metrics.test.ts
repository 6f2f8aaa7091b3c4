import { INVALID_SPAN_CONTEXT } from "@opentelemetry/api";
import { expect, test } from "vitest";
import { createMetrics } from "./create-metrics.ts";
import { createClientCallRecorder, createServerCallRecorder } from "./rpc-metrics.ts";

test("two clients share one registry, told apart by their servers", async () => {
  const metrics = createMetrics();
  for (const port of [8081, 8082]) {
    createClientCallRecorder(metrics, { address: "localhost", port })("a.B/C", "OK", 0.02, INVALID_SPAN_CONTEXT);
  }
  const text = await metrics.metrics();
  for (const port of [8081, 8082]) {
    const labels = `rpc_system_name="grpc",rpc_method="a.B/C",rpc_status_code="OK",server_address="localhost",server_port="${port}"`;
    expect(text).toContain(`rpc_client_call_duration_seconds_count{${labels}} 1\n`);
  }
});

test("the buckets are those that the conventions recommend", async () => {
  const metrics = createMetrics();
  createServerCallRecorder(metrics)("a.B/C", "OK", 0.02, INVALID_SPAN_CONTEXT);
  const bounds = [...(await metrics.metrics()).matchAll(/rpc_server_call_duration_seconds_bucket\{le="([^"]+)"/g)];
  expect(bounds.map(([, bound]) => bound).join(" ")).toBe(
    "0.005 0.01 0.025 0.05 0.075 0.1 0.25 0.5 0.75 1 2.5 5 7.5 10 +Inf",
  );
});
