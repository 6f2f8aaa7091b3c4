import { expect, test } from "vitest";
import { otlpEnvironment, otlpEnvironmentFaults } from "./otlp-environment.ts";

test("without an endpoint nothing is exported", () => {
  expect(otlpEnvironment({})).toMatchObject({
    OTEL_TRACES_EXPORTER: "none",
    OTEL_METRICS_EXPORTER: "none",
    OTEL_LOGS_EXPORTER: "none",
  });
});

test("an endpoint takes traces and nothing else", () => {
  expect(otlpEnvironment({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318" })).toMatchObject({
    OTEL_TRACES_EXPORTER: "otlp",
    OTEL_METRICS_EXPORTER: "none",
  });
});

test("a scheme-less endpoint gets http, and port 4317 speaks gRPC", () => {
  expect(otlpEnvironment({ OTEL_EXPORTER_OTLP_ENDPOINT: "jaeger:4317" })).toMatchObject({
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://jaeger:4317",
    OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
  });
});

test("what is set stays as it is", () => {
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4317",
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    OTEL_TRACES_EXPORTER: "console",
  };
  const added = otlpEnvironment(env);
  for (const name of Object.keys(env)) expect(added).not.toHaveProperty(name);
});

test("an endpoint that is none is a fault that names it", () => {
  expect(otlpEnvironmentFaults({ OTEL_EXPORTER_OTLP_ENDPOINT: "ftp://x" })).toEqual([
    "OTEL_EXPORTER_OTLP_ENDPOINT: expected host:port or an http(s) URL, got `ftp://x`",
  ]);
  expect(otlpEnvironmentFaults({ OTEL_EXPORTER_OTLP_ENDPOINT: "jaeger:4317" })).toEqual([]);
});
