import type { z } from "zod";
import { exitCodeConfig, orExitOnConfigError, readConfig } from "../config/read-config.ts";
import type { serviceVariables } from "../config/service-variables.ts";
import type { Logger } from "../log/create-logger.ts";
import { createMetrics } from "../telemetry/metrics/create-metrics.ts";
import type { Metrics } from "../telemetry/metrics/metrics.ts";
import { startTelemetry } from "../telemetry/start-telemetry.ts";
import { createHealth, type Health } from "./health.ts";
import { limitConnectTime } from "./limit-connect-time.ts";
import type { RunOptions } from "./run-service.ts";

type ServiceSchema = z.ZodObject<typeof serviceVariables>;

/** What every `main.ts` builds its service from. */
export type Service<S extends ServiceSchema> = {
  readonly config: z.output<S>;
  readonly log: Logger;
  readonly health: Health;
  readonly metrics: Metrics;
  /** Runs the service until it is told to stop, then ends the process. */
  run(options: RunOptions): Promise<never>;
};

/** What differs from service to service. */
export type BootOptions<S extends ServiceSchema> = {
  /** Reads the configuration, or throws a ConfigError; the environment alone unless told. */
  readonly read?: () => z.output<S>;
  /** The exit code for a configuration with faults; 78 unless told. */
  readonly exitCodeFaults?: number;
  /** OTEL_* variables that follow from the configuration and go before the environment's. */
  readonly telemetryVariables?: (config: z.output<S>) => Readonly<Record<string, string>>;
  /** Whether the requests that the service serves over HTTP leave spans. */
  readonly servesHttp?: boolean;
  /** Longest time for a connection that the service opens; two seconds unless told. */
  readonly connectTimeoutMs?: number;
};

const defaultConnectTimeoutMs = 2_000;

/**
 * Reads the configuration (every fault on stderr and exit code 78 if it has any), starts telemetry, and makes
 * the logger, the health state and the metrics. Import the service's own parts after it, with `await import()`:
 * telemetry sees only what is loaded later.
 */
export async function bootService<S extends ServiceSchema>(
  name: string,
  schema: S,
  options: BootOptions<S> = {},
): Promise<Service<S>> {
  const { read = () => readConfig(schema, process.env), exitCodeFaults = exitCodeConfig, servesHttp = false } = options;
  const { connectTimeoutMs = defaultConnectTimeoutMs } = options;
  const config = await orExitOnConfigError(read, exitCodeFaults);
  Object.assign(process.env, options.telemetryVariables?.(config));
  if (connectTimeoutMs < Infinity) limitConnectTime(connectTimeoutMs);
  const metrics = createMetrics();
  const telemetry = await orExitOnConfigError(() => startTelemetry(name, metrics, { servesHttp }), exitCodeFaults);
  const { createLogger } = await import("../log/create-logger.ts");
  const { runService } = await import("./run-service.ts");
  const log = createLogger(name, config.LOG_LEVEL);
  telemetry.reportTo(log);
  const health = createHealth();
  return {
    config,
    log,
    health,
    metrics,
    run: (runOptions) => runService({ config, log, health, metrics, telemetry }, runOptions),
  };
}
