import { createMetricExporter } from "./otlp-exporters.ts";
import { createOutage } from "./outage.ts";
import type { Pipeline, PipelineParts } from "./pipeline.ts";
import { watchExporter } from "./watch-exporter.ts";

const defaultIntervalMs = 60_000;
const defaultTimeoutMs = 30_000;

/**
 * Sends the registry's metrics where OTEL_METRICS_EXPORTER says, every OTEL_METRIC_EXPORT_INTERVAL milliseconds and
 * at the end; undefined for `none`: they are then on /metrics alone. No meter provider is made global, as the
 * instrumentations would measure a second time.
 */
export async function startMetricExport(parts: PipelineParts): Promise<Pipeline | undefined> {
  const { env, resource, metrics, log } = parts;
  if (env["OTEL_METRICS_EXPORTER"] === "none") return undefined;
  const { ConsoleMetricExporter, MeterProvider, PeriodicExportingMetricReader } =
    await import("@opentelemetry/sdk-metrics");
  const { createRegistryProducer } = await import("./registry-producer.ts");
  const isConsole = env["OTEL_METRICS_EXPORTER"] === "console";
  const exporter = watchExporter(isConsole ? new ConsoleMetricExporter() : await createMetricExporter(env), {
    // Nothing is lost for good: the next push has the sums of all before.
    outage: createOutage("metrics", log, () => {}),
    sizeOf: () => 1,
  });
  const intervalMs = positive(env["OTEL_METRIC_EXPORT_INTERVAL"], defaultIntervalMs);
  const reader = new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: intervalMs,
    exportTimeoutMillis: Math.min(intervalMs, positive(env["OTEL_METRIC_EXPORT_TIMEOUT"], defaultTimeoutMs)),
    metricProducers: [createRegistryProducer(metrics)],
  });
  const provider = new MeterProvider({ resource, readers: [reader] });
  return { shutdown: () => provider.shutdown(), abandon: () => {} };
}

function positive(text: string | undefined, fallback: number): number {
  return Number(text) > 0 ? Number(text) : fallback;
}
