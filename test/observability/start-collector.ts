import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { freePort } from "../support/free-port.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { watchProcess } from "../support/watch-process.ts";

const file = join(import.meta.dirname, "../../kustomize/observability/collector/collector.yaml");

const at = (port: number) => ({ endpoint: `127.0.0.1:${port}` });

type Collector = {
  /** The variables that make a service send all three signals here at once. */
  readonly env: Readonly<Record<string, string>>;
  /** URL of the metrics that came. */
  readonly metrics: string;
};

/** Starts a collector from kustomize/observability/collector for one test; `env` is its own. */
export async function startCollector(program: string, env: Readonly<Record<string, string>>): Promise<Collector> {
  const [grpc, http, metrics] = [await freePort(), await freePort(), await freePort()];
  const inline = {
    receivers: { otlp: { protocols: { grpc: at(grpc), http: at(http) } } },
    processors: { batch: { timeout: "50ms" } },
    exporters: { prometheus: at(metrics) },
    service: { telemetry: { metrics: { level: "none" } } },
  };
  const flags = ["--config", withOldNames(), "--config", `yaml:${JSON.stringify(inline)}`];
  const child = spawn(program, flags, { env, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  await watchProcess("collector", child).line(/Everything is ready/);
  return {
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${grpc}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
      OTEL_LOGS_EXPORTER: "otlp",
      OTEL_METRICS_EXPORTER: "otlp",
      OTEL_BSP_SCHEDULE_DELAY: "50",
      OTEL_BLRP_SCHEDULE_DELAY: "50",
      OTEL_METRIC_EXPORT_INTERVAL: "200",
    },
    metrics: `http://127.0.0.1:${metrics}/metrics`,
  };
}

/** Jaeger's binary is a collector of a version before 0.144, in which two exporters had other names. */
function withOldNames(): string {
  const copy = join(temporaryFolder(), "collector.yaml");
  writeFileSync(
    copy,
    readFileSync(file, "utf8").replaceAll("otlp_grpc/", "otlp/").replaceAll("otlp_http/", "otlphttp/"),
  );
  return copy;
}
