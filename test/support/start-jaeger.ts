import { spawn } from "node:child_process";
import { join } from "node:path";
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

/** A Jaeger that runs from the files that users get. */
export type Jaeger = TraceBackend & {
  /** host:port of its own metrics and of those that it makes of spans. */
  readonly ownMetrics: string;
  readonly spanMetrics: string;
  /** URL of its health: 200 from when everything has started. */
  readonly health: string;
};

type JaegerOptions = {
  /** Files to lay over jaeger.yaml, in their order. */
  readonly overlays?: readonly ("badger.yaml" | "tail-sampling.yaml")[];
  /** Settings to lay over all files. */
  readonly settings?: object;
  readonly env?: Readonly<Record<string, string>>;
};

const folder = join(import.meta.dirname, "../../kustomize/observability/jaeger");

/** The real Jaeger's binary, where `.ci/run` has built one. */
export const jaegerProgram = process.env["JAEGER_BIN"];

/** Starts a real Jaeger 2 from kustomize/observability/jaeger on ports of this machine; the caller stops it. */
export async function startJaeger(
  program: string,
  { overlays = [], settings = {}, env = {} }: JaegerOptions = {},
): Promise<Jaeger> {
  const ports = await freePorts();
  // JSON is YAML.
  const inline = [listenOn(ports), settings].map((config) => `yaml:${JSON.stringify(config)}`);
  const files = ["jaeger.yaml", ...overlays].map((file) => join(folder, file));
  const flags = [...files, ...inline].flatMap((config) => ["--config", config]);
  const child = spawn(program, flags, { env, stdio: ["ignore", "pipe", "pipe"] });
  const jaeger = watchProcess("jaeger", child);
  await jaeger.line(/Everything is ready/);
  return {
    otlpGrpc: `127.0.0.1:${ports.grpc}`,
    otlpHttp: `http://127.0.0.1:${ports.http}`,
    query: `http://127.0.0.1:${ports.query}`,
    ownMetrics: `127.0.0.1:${ports.ownMetrics}`,
    spanMetrics: `127.0.0.1:${ports.spanMetrics}`,
    health: `http://127.0.0.1:${ports.health}/status`,
    stop: async () => void (await jaeger.stop()),
  };
}

type PortsOfJaeger = Awaited<ReturnType<typeof freePorts>>;

async function freePorts() {
  return {
    grpc: await freePort(),
    http: await freePort(),
    query: await freePort(),
    queryGrpc: await freePort(),
    ownMetrics: await freePort(),
    spanMetrics: await freePort(),
    health: await freePort(),
  };
}

const at = (port: number) => ({ endpoint: `127.0.0.1:${port}` });

function listenOn({ grpc, http, query, queryGrpc, ownMetrics, spanMetrics, health }: PortsOfJaeger) {
  const reader = { pull: { exporter: { prometheus: { host: "127.0.0.1", port: ownMetrics } } } };
  return {
    receivers: { otlp: { protocols: { grpc: at(grpc), http: at(http) } } },
    exporters: { prometheus: at(spanMetrics) },
    extensions: { jaeger_query: { http: at(query), grpc: at(queryGrpc) }, healthcheckv2: { http: at(health) } },
    service: { telemetry: { metrics: { readers: [reader] } } },
  };
}
