import { expect, test } from "vitest";
import { environmentFaults } from "./environment-faults.ts";

test("what the specification has is no fault", () => {
  expect(environmentFaults({})).toEqual([]);
  const env = {
    OTEL_PROPAGATORS: "tracecontext, baggage,b3,b3multi,jaeger",
    OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
    OTEL_TRACES_SAMPLER_ARG: "0.25",
    OTEL_METRICS_EXPORTER: "console",
    OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: "http/json",
  };
  expect(environmentFaults(env)).toEqual([]);
});

test.each([
  ["OTEL_PROPAGATORS", "tracecontext,b4", "expected any of tracecontext, baggage, b3, b3multi, jaeger, none, got `b4`"],
  ["OTEL_TRACES_SAMPLER", "sometimes", "expected one of always_on, "],
  ["OTEL_TRACES_EXPORTER", "zipkin", "expected one of otlp, console, none, got `zipkin`"],
  ["OTEL_EXPORTER_OTLP_PROTOCOL", "thrift", "expected one of grpc, http/protobuf, http/json, got `thrift`"],
])("%s=%s is a fault that names it", (name, value, message) => {
  expect(environmentFaults({ [name]: value })).toEqual([expect.stringContaining(`${name}: ${message}`)]);
});

test("a ratio beyond 1 is a fault", () => {
  const env = { OTEL_TRACES_SAMPLER: "traceidratio", OTEL_TRACES_SAMPLER_ARG: "25" };
  expect(environmentFaults(env)).toEqual(["OTEL_TRACES_SAMPLER_ARG: expected a number 0-1, got `25`"]);
});
