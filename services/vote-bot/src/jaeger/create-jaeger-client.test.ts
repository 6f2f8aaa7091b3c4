import { expect, test } from "vitest";
import { serve } from "../testing/serve.ts";
import { createJaegerClient } from "./create-jaeger-client.ts";
import { JaegerError } from "./jaeger-error.ts";

/** A client of something that answers everything with this. */
const clientOf = async (status: number, body: unknown) => {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return createJaegerClient(await serve((_, response) => response.writeHead(status).end(text)));
};

const jaegerTrace = {
  traceID: "1a",
  spans: [
    {
      traceID: "1a",
      spanID: "2b",
      operationName: "GET /api/list",
      references: [
        { refType: "FOLLOWS_FROM", traceID: "99", spanID: "4d" },
        { refType: "CHILD_OF", traceID: "1a", spanID: "3c" },
      ],
      startTime: 1_000_500,
      duration: 1_500,
      tags: [
        { key: "span.kind", type: "string", value: "server" },
        { key: "http.response.status_code", type: "int64", value: 500 },
        { key: "error", type: "bool", value: true },
      ],
      processID: "p1",
    },
  ],
  processes: { p1: { serviceName: "web", tags: [{ key: "service.namespace", type: "string", value: "emojivoto" }] } },
};

test("a trace comes as its spans, ids whole and times in milliseconds", async () => {
  const jaeger = await clientOf(200, { data: [jaegerTrace] });
  expect(await jaeger.trace("1a")).toEqual([
    {
      traceId: "1a".padStart(32, "0"),
      spanId: "2b".padStart(16, "0"),
      parentSpanId: "3c".padStart(16, "0"),
      service: "web",
      name: "GET /api/list",
      kind: "SERVER",
      startMs: 1_000.5,
      durationMs: 1.5,
      isError: true,
      attributes: { "span.kind": "server", "http.response.status_code": 500, error: true },
      resource: { "service.namespace": "emojivoto" },
    },
  ]);
});

test("a trace that Jaeger does not know has no spans", async () => {
  const jaeger = await clientOf(404, { data: null, errors: [{ code: 404, msg: "trace not found" }] });
  expect(await jaeger.trace("1a")).toEqual([]);
});

test("a Jaeger that has nothing yet has no services", async () => {
  expect(await (await clientOf(200, { data: null })).services()).toEqual([]);
});

test("the base path of the URL stays", async () => {
  const paths: (string | undefined)[] = [];
  const origin = await serve((request, response) => {
    paths.push(request.url);
    response.end('{"data":[]}');
  });
  const jaeger = createJaegerClient(new URL("/jaeger/", origin));
  await jaeger.services();
  expect(paths).toEqual(["/jaeger/api/services"]);
});

test.each([
  [200, "<html>", "is not Jaeger: expected its query JSON, got no JSON"],
  [200, { data: "yes" }, "is not Jaeger: expected its query JSON, got other JSON"],
  [404, "not found", "answered 404 Not Found"],
  [503, "", "answered 503 Service Unavailable"],
])("%i with %j is told as something else than Jaeger", async (status, body, message) => {
  const answer = (await clientOf(status, body)).services();
  await expect(answer).rejects.toThrow(message);
  await expect(answer).rejects.toBeInstanceOf(JaegerError);
});
