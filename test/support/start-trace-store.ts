import { spawn } from "node:child_process";
import { join } from "node:path";
import { serviceEnvironment } from "./service-environment.ts";
import type { TraceBackend } from "./start-jaeger.ts";
import { untilReady } from "./until-ready.ts";
import { watchProcess } from "./watch-process.ts";

const mainFile = join(import.meta.dirname, "../../services/local/src/traces/main.ts");

/** Starts the local trace store on ports that the kernel chooses; the caller stops it. */
export async function startTraceStore(env: Readonly<Record<string, string>> = {}): Promise<TraceBackend> {
  const child = spawn(process.execPath, [mainFile], {
    env: serviceEnvironment({ TRACES_PORT: "0", OTLP_GRPC_PORT: "0", OTLP_HTTP_PORT: "0", ...env }),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const store = watchProcess("traces", child);
  const ports = await untilReady(store);
  return {
    otlpGrpc: `127.0.0.1:${ports["otlpGrpc"]}`,
    otlpHttp: `http://127.0.0.1:${ports["otlpHttp"]}`,
    query: `http://127.0.0.1:${ports["http"]}`,
    stop: async () => void (await store.stop()),
  };
}
