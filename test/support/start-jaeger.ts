import { spawn } from "node:child_process";
import { freePort } from "./free-port.ts";
import { watchProcess } from "./watch-process.ts";

/** Somewhere that takes OTLP and answers Jaeger's query API. */
export type TraceBackend = {
  /** host:port */
  readonly otlpGrpc: string;
  /** URL without a closing slash. */
  readonly otlpHttp: string;
  /** URL of the query API, without a closing slash. */
  readonly query: string;
  stop(): Promise<void>;
};

/** The real Jaeger's binary, where `.ci/run` has built one. */
export const jaegerProgram = process.env["JAEGER_BIN"];

/** Starts a real Jaeger 2 with memory storage; the caller stops it. */
export async function startJaeger(program: string): Promise<TraceBackend> {
  const [grpc, http, query, queryGrpc] = [await freePort(), await freePort(), await freePort(), await freePort()];
  // JSON is YAML.
  const config = `yaml:${JSON.stringify(configuration({ grpc, http, query, queryGrpc }))}`;
  const child = spawn(program, ["--config", config], { stdio: ["ignore", "pipe", "pipe"] });
  const jaeger = watchProcess("jaeger", child);
  await jaeger.line(/Everything is ready/);
  return {
    otlpGrpc: `127.0.0.1:${grpc}`,
    otlpHttp: `http://127.0.0.1:${http}`,
    query: `http://127.0.0.1:${query}`,
    // It keeps nothing, and would take ten seconds over a SIGTERM.
    stop: async () => void (await jaeger.stop("SIGKILL")),
  };
}

type PortsOfJaeger = Readonly<Record<"grpc" | "http" | "query" | "queryGrpc", number>>;

const at = (port: number) => ({ endpoint: `127.0.0.1:${port}` });

function configuration({ grpc, http, query, queryGrpc }: PortsOfJaeger) {
  return {
    service: {
      extensions: ["jaeger_storage", "jaeger_query"],
      pipelines: { traces: { receivers: ["otlp"], exporters: ["jaeger_storage_exporter"] } },
      telemetry: { metrics: { level: "none" }, logs: { level: "info" } },
    },
    extensions: {
      jaeger_storage: { backends: { memory: { memory: { max_traces: 100_000 } } } },
      jaeger_query: { storage: { traces: "memory" }, http: at(query), grpc: at(queryGrpc) },
    },
    receivers: { otlp: { protocols: { grpc: at(grpc), http: at(http) } } },
    exporters: { jaeger_storage_exporter: { trace_storage: "memory" } },
  };
}
