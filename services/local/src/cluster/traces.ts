import type { StartConfig } from "../config.ts";
import type { LocalService, Ports } from "./local-service.ts";

/** Whether traces stay on this machine: nobody has said where else they go, or that there are none. */
export function keepsTraces(config: StartConfig): boolean {
  const { OTEL_TRACES_EXPORTER: exporter = "otlp" } = config;
  const endpoint = config.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? config.OTEL_EXPORTER_OTLP_ENDPOINT;
  return exporter === "otlp" && endpoint === undefined;
}

/** The local trace store with its page, which `pageDir` holds. */
export function traces(config: StartConfig, pageDir: string | undefined): LocalService {
  return {
    name: "traces",
    mainFile: "services/local/src/traces/main.ts",
    ports: [
      { name: "http", variable: "TRACES_PORT", ourVariable: "TRACES_PORT", port: config.TRACES_PORT },
      { name: "otlpGrpc", variable: "OTLP_GRPC_PORT", ourVariable: "OTLP_GRPC_PORT", port: config.OTLP_GRPC_PORT },
      { name: "otlpHttp", variable: "OTLP_HTTP_PORT", ourVariable: "OTLP_HTTP_PORT", port: config.OTLP_HTTP_PORT },
    ],
    env: () => ({
      TRACE_STORE_MAX_MB: String(config.TRACE_STORE_MAX_MB),
      ...(pageDir !== undefined && { PAGE_DIR: pageDir }),
    }),
  };
}

/** A port of the local store; a fixed one is known before the store is up. */
export function storePort(config: StartConfig, ports: Ports, name: "http" | "otlpGrpc"): number {
  return ports.get("traces")?.[name] ?? (name === "http" ? config.TRACES_PORT : config.OTLP_GRPC_PORT);
}

/** The variables that make a service export to the local store; none where the user has named a receiver. */
export function exportEnvironment(config: StartConfig, ports: Ports): Readonly<Record<string, string>> {
  if (!keepsTraces(config)) return {};
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${storePort(config, ports, "otlpGrpc")}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
    OTEL_LOGS_EXPORTER: "otlp",
  };
}
