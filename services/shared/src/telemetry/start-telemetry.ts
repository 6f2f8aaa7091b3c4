import { diag, DiagConsoleLogger } from "@opentelemetry/api";
import { diagLogLevelFromString } from "@opentelemetry/core";
import type { SpanProcessor } from "@opentelemetry/sdk-trace";
import { ConfigError } from "../config/config-error.ts";
import type { Logger } from "../log/create-logger.ts";
import { environmentFaults } from "./environment/environment-faults.ts";
import type { Metrics } from "./metrics/metrics.ts";
import { otlpEnvironment } from "./environment/otlp-environment.ts";
import type { Pipeline } from "./export/pipeline.ts";
import { serviceResource } from "./environment/service-resource.ts";
import { startInstrumentations } from "./start-instrumentations.ts";
import { startLogExport } from "./export/start-log-export.ts";
import { startMetricExport } from "./export/start-metric-export.ts";
import { startTraces } from "./export/start-traces.ts";

export type { SpanProcessor };

export type Telemetry = {
  /** Tells of what is lost, and of the end of that, in `log`; it can be made only after telemetry has started. */
  reportTo(log: Logger): void;
  /** Exports what there is and stops, within two seconds whatever the receivers do. */
  shutdown(): Promise<void>;
};

/** A collector that does not answer may delay the end of the process by this and no more. */
const flushTimeoutMs = 2_000;

export type TelemetryOptions = {
  /** These see every span beside the exporter. */
  readonly spanProcessors?: readonly SpanProcessor[];
  /** Whether the requests that the process serves over HTTP leave spans. */
  readonly servesHttp?: boolean;
};

/**
 * Starts OpenTelemetry from the standard OTEL_* variables. Call it before Express or pino is loaded: `main.ts` imports
 * the rest by `await import()`. `metrics` counts what is lost, and goes out too where the environment says so.
 * Throws a ConfigError that lists the variables' faults.
 */
export async function startTelemetry(
  serviceName: string,
  metrics: Metrics,
  { spanProcessors = [], servesHttp = false }: TelemetryOptions = {},
): Promise<Telemetry> {
  const { env } = process;
  const faults = environmentFaults(env);
  if (faults.length > 0) throw new ConfigError(faults);
  Object.assign(env, otlpEnvironment(env));
  if (env["OTEL_SDK_DISABLED"]?.toLowerCase() === "true") return disabled;
  const level = diagLogLevelFromString(env["OTEL_LOG_LEVEL"] || undefined);
  if (level !== undefined) diag.setLogger(new DiagConsoleLogger(), { logLevel: level });

  let log: Logger | undefined;
  const parts = { env, resource: serviceResource(serviceName, env), metrics, log: () => log };
  const pipelines = [
    await startTraces(parts, spanProcessors),
    await startLogExport(parts),
    await startMetricExport(parts),
  ].filter((pipeline) => pipeline !== undefined);
  await startInstrumentations({ sendsLogs: env["OTEL_LOGS_EXPORTER"] !== "none", servesHttp });
  return {
    reportTo: (logger) => {
      log = logger;
    },
    shutdown: () => stop(pipelines),
  };
}

const disabled: Telemetry = { reportTo: () => {}, shutdown: async () => {} };

async function stop(pipelines: readonly Pipeline[]): Promise<void> {
  await Promise.race([Promise.allSettled(pipelines.map((pipeline) => pipeline.shutdown())), afterMs(flushTimeoutMs)]);
  for (const pipeline of pipelines) pipeline.abandon();
}

function afterMs(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs).unref();
  });
}
