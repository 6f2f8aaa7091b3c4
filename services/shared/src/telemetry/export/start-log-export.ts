import { logs } from "@opentelemetry/api";
import type { LogRecordProcessor, ReadableLogRecord } from "@opentelemetry/sdk-logs";
import { batching, concurrencyLimit } from "../environment/batching.ts";
import { createExportQueue } from "./export-queue.ts";
import { createLossCounter } from "./loss-counter.ts";
import { createLogExporter } from "./otlp-exporters.ts";
import { createOutage } from "./outage.ts";
import type { Pipeline, PipelineParts } from "./pipeline.ts";
import { METRIC_LOG_RECORDS_LOST } from "./telemetry-metrics.ts";

/** Stdout has every line too, so a receiver of logs that is away is not asked with every batch. */
const pauseMs = 30_000;

/** Exports log lines as OTEL_LOGS_EXPORTER says; undefined for `none`: they are then on stdout alone. */
export async function startLogExport(parts: PipelineParts): Promise<Pipeline | undefined> {
  const { env, resource } = parts;
  if (env["OTEL_LOGS_EXPORTER"] === "none") return undefined;
  const { ConsoleLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } =
    await import("@opentelemetry/sdk-logs");
  if (env["OTEL_LOGS_EXPORTER"] === "console") {
    const processor = new SimpleLogRecordProcessor({ exporter: new ConsoleLogRecordExporter() });
    logs.setGlobalLoggerProvider(new LoggerProvider({ resource, processors: [processor] }));
    return undefined;
  }
  const { processor, abandon } = await createOtlpProcessor(parts);
  const provider = new LoggerProvider({ resource, processors: [processor] });
  logs.setGlobalLoggerProvider(provider);
  return { shutdown: () => provider.shutdown(), abandon };
}

async function createOtlpProcessor({ env, metrics, log }: PipelineParts) {
  const { BatchLogRecordProcessor } = await import("@opentelemetry/sdk-logs");
  const batches = batching(env, "OTEL_BLRP", 2_048);
  const countLoss = createLossCounter(metrics, METRIC_LOG_RECORDS_LOST, "Log records that did not reach the receiver");
  const queue = createExportQueue<ReadableLogRecord>({
    exporter: await createLogExporter(env, { concurrencyLimit: concurrencyLimit(batches) }),
    maxItems: batches.maxQueueSize,
    outage: createOutage("logs", log, countLoss),
    pauseMs,
  });
  const batch = new BatchLogRecordProcessor({ exporter: queue.exporter, ...batches });
  const processor: LogRecordProcessor = {
    onEmit: (record) => {
      if (queue.admit()) batch.onEmit(record);
    },
    forceFlush: () => batch.forceFlush(),
    shutdown: () => batch.shutdown(),
  };
  return { processor, abandon: queue.abandon };
}
