import { SpanStatusCode, trace } from "@opentelemetry/api";
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { expect, onTestFinished, test } from "vitest";
import { errors } from "../../errors/errors.ts";
import { inDatabaseSpan } from "./database-span.ts";

const call = { caller: "test", system: "sqlite", operation: "INSERT", collection: "ballots" };

/** The span of a call that fails with `error`. */
async function spanOf(error: Error) {
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
  onTestFinished(() => trace.disable());
  await expect(inDatabaseSpan(call, () => Promise.reject(error))).rejects.toBe(error);
  return exporter.getFinishedSpans()[0]!;
}

test("a database that fails marks the span", async () => {
  const { name, status, attributes } = await spanOf(errors.unavailable());
  expect([name, status.code, attributes["error.type"]]).toEqual([
    "INSERT ballots",
    SpanStatusCode.ERROR,
    "unavailable",
  ]);
});

test("a refusal that is the caller's fault does not", async () => {
  const { status, attributes } = await spanOf(errors.invalidArgument("ballot_id", "new", "old"));
  expect([status.code, attributes["error.type"]]).toEqual([SpanStatusCode.UNSET, undefined]);
});
