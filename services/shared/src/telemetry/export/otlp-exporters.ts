import type { LogRecordExporter } from "@opentelemetry/sdk-logs";
import type { PushMetricExporter } from "@opentelemetry/sdk-metrics";
import type { SpanExporter } from "@opentelemetry/sdk-trace";
import type { Signal } from "./outage.ts";

type Environment = Record<string, string | undefined>;
type Options = { readonly concurrencyLimit?: number };

/** OTLP's protocols, by the names that OTEL_EXPORTER_OTLP_PROTOCOL has for them. */
export const otlpProtocols = ["grpc", "http/protobuf", "http/json"] as const;
type Protocol = (typeof otlpProtocols)[number];

// Nine exporters, of which a process wants one: each is loaded when it is asked for.

/** The exporter of spans for the environment's protocol; the address and the rest it reads itself. */
export async function createSpanExporter(env: Environment, options: Options): Promise<SpanExporter> {
  switch (protocolOf(env, "traces")) {
    case "grpc":
      return new (await import("@opentelemetry/exporter-trace-otlp-grpc")).OTLPTraceExporter(options);
    case "http/json":
      return new (await import("@opentelemetry/exporter-trace-otlp-http")).OTLPTraceExporter(options);
    case "http/protobuf":
      return new (await import("@opentelemetry/exporter-trace-otlp-proto")).OTLPTraceExporter(options);
  }
}

export async function createLogExporter(env: Environment, options: Options): Promise<LogRecordExporter> {
  switch (protocolOf(env, "logs")) {
    case "grpc":
      return new (await import("@opentelemetry/exporter-logs-otlp-grpc")).OTLPLogExporter(options);
    case "http/json":
      return new (await import("@opentelemetry/exporter-logs-otlp-http")).OTLPLogExporter(options);
    case "http/protobuf":
      return new (await import("@opentelemetry/exporter-logs-otlp-proto")).OTLPLogExporter(options);
  }
}

export async function createMetricExporter(env: Environment): Promise<PushMetricExporter> {
  switch (protocolOf(env, "metrics")) {
    case "grpc":
      return new (await import("@opentelemetry/exporter-metrics-otlp-grpc")).OTLPMetricExporter();
    case "http/json":
      return new (await import("@opentelemetry/exporter-metrics-otlp-http")).OTLPMetricExporter();
    case "http/protobuf":
      return new (await import("@opentelemetry/exporter-metrics-otlp-proto")).OTLPMetricExporter();
  }
}

function protocolOf(env: Environment, signal: Signal): Protocol {
  const name = env[`OTEL_EXPORTER_OTLP_${signal.toUpperCase()}_PROTOCOL`] || env["OTEL_EXPORTER_OTLP_PROTOCOL"];
  return otlpProtocols.find((protocol) => protocol === name) ?? "http/protobuf";
}
