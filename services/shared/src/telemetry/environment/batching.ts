type Environment = Record<string, string | undefined>;

/** How a batch processor of the SDK collects, in its own names. */
export type Batching = {
  readonly maxQueueSize: number;
  readonly maxExportBatchSize: number;
  readonly scheduledDelayMillis: number;
  readonly exportTimeoutMillis: number;
};

/** The standard OTEL_BSP_* (spans) or OTEL_BLRP_* (log records) variables; `defaultQueueSize` where none is set. */
export function batching(env: Environment, prefix: "OTEL_BSP" | "OTEL_BLRP", defaultQueueSize: number): Batching {
  const number = (name: string, fallback: number) => {
    const value = Number(env[`${prefix}_${name}`]);
    return value > 0 ? value : fallback;
  };
  const maxQueueSize = number("MAX_QUEUE_SIZE", defaultQueueSize);
  return {
    maxQueueSize,
    maxExportBatchSize: Math.min(maxQueueSize, number("MAX_EXPORT_BATCH_SIZE", 512)),
    scheduledDelayMillis: number("SCHEDULE_DELAY", 1_000),
    exportTimeoutMillis: number("EXPORT_TIMEOUT", 30_000),
  };
}

/** A flush sends all batches at once, and an OTLP exporter refuses those beyond this limit (30 unless told). */
export function concurrencyLimit({ maxQueueSize, maxExportBatchSize }: Batching): number {
  return Math.ceil(maxQueueSize / maxExportBatchSize) + 1;
}
