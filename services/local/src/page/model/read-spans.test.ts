import { expect, test } from "vitest";
import type { JaegerTag, JaegerTrace } from "./jaeger-trace.ts";
import { readSpans } from "./read-spans.ts";

function traceOf(tags: Record<string, unknown>, service = "web"): JaegerTrace {
  const span = {
    traceID: "t",
    spanID: "s",
    operationName: "GET /api/vote",
    references: [
      { refType: "FOLLOWS_FROM", traceID: "t", spanID: "linked" },
      { refType: "CHILD_OF", traceID: "t", spanID: "parent" },
    ],
    startTime: 1_700_000_000_000_250,
    duration: 1_500,
    tags: Object.entries(tags).map(([key, value]): JaegerTag => ({ key, value })),
    logs: [
      {
        timestamp: 1_700_000_000_001_000,
        fields: [
          { key: "event", value: "exception" },
          { key: "n", value: 1 },
        ],
      },
    ],
    processID: "p1",
  };
  return { traceID: "t", spans: [span], processes: { p1: { serviceName: service } } };
}

test("a span has its times in milliseconds, its parent, links and events", () => {
  expect(readSpans(traceOf({ "span.kind": "server" }))).toMatchObject([
    {
      startTimeMs: 1_700_000_000_000.25,
      durationMs: 1.5,
      parentId: "parent",
      kind: "server",
      links: [{ traceId: "t", spanId: "linked" }],
      events: [{ timeMs: 1_700_000_000_001, name: "exception", attributes: { n: 1 } }],
    },
  ]);
});

test.each([
  [{ error: true, "rpc.response.status_code": "UNKNOWN" }, "UNKNOWN"],
  [{ error: true, "http.response.status_code": 500 }, "500"],
  [{ "otel.status_code": "ERROR" }, "ERROR"],
  [{ "http.response.status_code": 500 }, undefined],
])("%o fails as %s", (tags, error) => {
  expect(readSpans(traceOf(tags))[0]?.error).toBe(error);
});

test.each([
  ["linkerd-proxy", { direction: "inbound" }, "inbound"],
  ["linkerd-proxy", {}, "unknown"],
  ["web-proxy", { direction: "outbound" }, "outbound"],
  ["web", { direction: "outbound", "otel.scope.name": "my-app" }, undefined],
  ["web", {}, undefined],
])("a span of %s with %o is a proxy's: %s", (service, tags, proxy) => {
  expect(readSpans(traceOf(tags, service))[0]?.proxy).toBe(proxy);
});

test("a span without a process, tags or references is shown all the same", () => {
  const bare = { traceID: "t", spanID: "s", operationName: "x", startTime: 0, duration: 0, processID: "p9" };
  expect(readSpans({ traceID: "t", spans: [bare], processes: {} })).toMatchObject([{ service: "unknown", kind: "" }]);
});
