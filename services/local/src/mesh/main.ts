// A stand-in for a mesh's proxies on a machine without a cluster. With trace context it does what Linkerd's do; it has
// no mTLS, no balancing and no policy, and is no proxy to rely on.
import { randomUUID } from "node:crypto";
import { orExitOnConfigError, readConfig } from "@emojivoto/shared/config/read-config.ts";
import { createHealth } from "@emojivoto/shared/lifecycle/health.ts";
import { runService } from "@emojivoto/shared/lifecycle/run-service.ts";
import { createLogger } from "@emojivoto/shared/log/create-logger.ts";
import { createMetrics } from "@emojivoto/shared/telemetry/metrics/create-metrics.ts";
import { readToken } from "../secrets/mesh-token.ts";
import { configSchema } from "./config.ts";
import { createMesh } from "./create-mesh.ts";
import { createMeshMetrics } from "./mesh-metrics.ts";
import { readAppMessage } from "./read-app-message.ts";
import { createTracing } from "./spans/create-tracing.ts";
import { untilNetworkIsGone } from "./until-network-is-gone.ts";

const config = await orExitOnConfigError(() => readConfig(configSchema, process.env));
const { MESH_TOKEN_FILE: tokenFile } = config;
const token = tokenFile === undefined ? randomUUID() : await orExitOnConfigError(() => readToken(tokenFile));
const log = createLogger("mesh", config.LOG_LEVEL);
const metrics = createMetrics();
const meshMetrics = createMeshMetrics(metrics);
const telemetry = createTracing({
  endpoint: config.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? config.OTEL_EXPORTER_OTLP_ENDPOINT,
  intervalMs: config.MESH_EXPORT_INTERVAL,
  log,
  count: meshMetrics,
});
const mesh = createMesh({
  plan: config.MESH_PROXIES,
  token,
  createTracer: telemetry.createTracer,
  count: meshMetrics.answered,
});

process.on("message", (message) => {
  const app = readAppMessage(message);
  const taken = app !== undefined && mesh.setAppPort(app.workload, app.port);
  if (taken) log.info(app, "an app is there");
  else log.warn({ message }, "a message that tells of no app of this mesh");
});

await runService(
  { config, log, health: createHealth(), metrics, telemetry },
  { listen: mesh.listen, stop: [mesh.drain], ...(config.MESH_SIDECAR && { work: untilNetworkIsGone }) },
);
