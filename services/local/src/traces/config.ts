import { serviceVariables } from "@emojivoto/shared/config/service-variables.ts";
import { integer, optionalPath, port, text } from "@emojivoto/shared/config/variables.ts";
import { z } from "zod";

export const configSchema = z.object({
  LISTEN_HOST: text("127.0.0.1").describe("Address to listen on"),
  TRACES_PORT: port(16686).describe("HTTP port of the page, of Jaeger's query API, /healthz, /readyz and /metrics"),
  OTLP_GRPC_PORT: port(4317).describe("OTLP over gRPC"),
  OTLP_HTTP_PORT: port(4318).describe("OTLP over HTTP"),
  TRACE_STORE_MAX_MB: integer(20, 1, 65_536).describe(
    "Most megabytes of spans that are kept; the oldest traces go first",
  ),
  PAGE_DIR: optionalPath().describe("Folder of the built page"),
  LOG_LEVEL: serviceVariables.LOG_LEVEL,
});
