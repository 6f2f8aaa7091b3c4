import { orExitOnConfigError, readConfig } from "@emojivoto/shared/config/read-config.ts";
import { createHealth } from "@emojivoto/shared/lifecycle/health.ts";
import { runService } from "@emojivoto/shared/lifecycle/run-service.ts";
import { createLogger } from "@emojivoto/shared/log/create-logger.ts";
import { createMetrics } from "@emojivoto/shared/telemetry/metrics/create-metrics.ts";
import { createGarbageCollection } from "./create-garbage-collection.ts";
import { configSchema } from "./config.ts";
import { createTraceServer } from "./create-trace-server.ts";

const config = await orExitOnConfigError(() => readConfig(configSchema, process.env));
const log = createLogger("traces", config.LOG_LEVEL);
const health = createHealth();
const metrics = createMetrics();
const server = createTraceServer({ config, log, health, metrics, onPayload: createGarbageCollection() });

await runService(
  {
    config: { LISTEN_HOST: config.LISTEN_HOST, SHUTDOWN_GRACE: 0 },
    log,
    health,
    metrics,
    // A store that traced itself would never come to rest.
    telemetry: { shutdown: () => Promise.resolve() },
  },
  { listen: server.listen, stop: [server.close] },
);
