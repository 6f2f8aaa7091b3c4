import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace";
import { expect, test } from "vitest";
import { reportingExporter } from "./reporting-exporter.ts";

test("an outage is told once, and its end with the number of spans that were lost", () => {
  const told: string[] = [];
  let isUp = false;
  const receiver: SpanExporter = {
    export: (_spans, done) => done(isUp ? { code: 0 } : { code: 1, error: new Error("connection refused") }),
    shutdown: () => Promise.resolve(),
  };
  const exporter = reportingExporter(receiver, {
    failed: (reason, spans) => told.push(`failed: ${reason}, ${spans}`),
    recovered: (lost) => told.push(`recovered: ${lost}`),
  });
  const results: number[] = [];
  const send = (count: number) =>
    exporter.export(
      Array.from({ length: count }, () => ({}) as ReadableSpan),
      ({ code }) => results.push(code),
    );
  send(3);
  send(2);
  isUp = true;
  send(1);
  send(1);
  expect(told).toEqual(["failed: connection refused, 3", "recovered: 5"]);
  expect(results).toEqual([1, 1, 0, 0]);
});
