import { OTLPTraceExporter as GrpcExporter } from "@opentelemetry/exporter-trace-otlp-grpc";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import {
  BatchSpanProcessor,
  ConsoleSpanExporter,
  SimpleSpanProcessor,
  type SpanExporter,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace";
import { type ExportListener, reportingExporter } from "./reporting-exporter.ts";
import { createRpcConventions } from "./rpc-conventions.ts";

type Environment = Record<string, string | undefined>;

/**
 * Corrects gRPC's spans, then exports by OTEL_TRACES_EXPORTER. With the exporter `none` there are still
 * spans, so that responses and log lines can name their trace.
 */
export function createSpanProcessors(env: Environment, listener: ExportListener): SpanProcessor[] {
  return [createRpcConventions(), ...exporting(env, listener)];
}

function exporting(env: Environment, listener: ExportListener): SpanProcessor[] {
  switch (env["OTEL_TRACES_EXPORTER"]) {
    case "none":
      return [];
    case "console":
      return [new SimpleSpanProcessor({ exporter: new ConsoleSpanExporter() })];
    default:
      return [
        new BatchSpanProcessor({ exporter: reportingExporter(createOtlpExporter(env), listener), ...batching(env) }),
      ];
  }
}

function createOtlpExporter(env: Environment): SpanExporter {
  switch (env["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] || env["OTEL_EXPORTER_OTLP_PROTOCOL"]) {
    case "grpc":
      return new GrpcExporter();
    case "http/json":
      return new JsonExporter();
    default:
      return new ProtobufExporter();
  }
}

/** The standard OTEL_BSP_* variables; the queue is longer than the SDK's 2,048, which overflows unseen under load. */
function batching(env: Environment) {
  const number = (name: string, fallback: number) => (Number(env[name]) > 0 ? Number(env[name]) : fallback);
  return {
    maxQueueSize: number("OTEL_BSP_MAX_QUEUE_SIZE", 16_384),
    maxExportBatchSize: number("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", 512),
    scheduledDelayMillis: number("OTEL_BSP_SCHEDULE_DELAY", 1_000),
    exportTimeoutMillis: number("OTEL_BSP_EXPORT_TIMEOUT", 30_000),
  };
}
