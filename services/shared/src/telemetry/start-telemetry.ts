import { ExpressInstrumentation, ExpressLayerType } from "@opentelemetry/instrumentation-express";
import { GrpcInstrumentation } from "@opentelemetry/instrumentation-grpc";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { PinoInstrumentation } from "@opentelemetry/instrumentation-pino";
import { NodeSDK } from "@opentelemetry/sdk-node";
import { ATTR_SERVICE_NAME, ATTR_SERVICE_NAMESPACE, ATTR_SERVICE_VERSION } from "@opentelemetry/semantic-conventions";
import { register } from "import-in-the-middle/register-hooks.mjs";
import { resourceFromAttributes } from "@opentelemetry/resources";
import packageJson from "../../package.json" with { type: "json" };
import type { Logger } from "../log/create-logger.ts";
import { ConfigError } from "../config/config-error.ts";
import { createSpanProcessors } from "./create-span-processors.ts";
import { otlpEnvironment, otlpEnvironmentFaults } from "./otlp-environment.ts";

export type Telemetry = {
  /** Tells of spans that are lost, and of the end of that, in `log`; it can be made only after telemetry has started. */
  reportTo(log: Logger): void;
  /** Exports what has ended and stops, within two seconds whatever the receiver does. */
  shutdown(): Promise<void>;
};

/** A collector that does not answer may delay the end of the process by this and no more. */
const flushTimeoutMs = 2_000;

/** Modules whose imports the instrumentations must see. */
const instrumented = ["@grpc/grpc-js", "express", "pino", "http", "https", "node:http", "node:https"];

/**
 * Starts OpenTelemetry from the standard OTEL_* variables. Call it before grpc-js, Express or pino is loaded:
 * `main.ts` imports this file alone and the rest by `await import()`.
 * Throws a ConfigError when an endpoint in the environment is none.
 */
export function startTelemetry(serviceName: string): Telemetry {
  const faults = otlpEnvironmentFaults(process.env);
  if (faults.length > 0) throw new ConfigError(faults);
  Object.assign(process.env, otlpEnvironment(process.env));
  let log: Logger | undefined;
  register({ include: instrumented });
  const sdk = new NodeSDK({
    resource: resourceFromAttributes({
      [ATTR_SERVICE_NAMESPACE]: "emojivoto",
      [ATTR_SERVICE_NAME]: serviceName,
      [ATTR_SERVICE_VERSION]: packageJson.version,
    }),
    spanProcessors: createSpanProcessors(process.env, {
      failed: (reason, spans) => log?.warn({ reason, spans }, "traces are lost: the receiver does not take them"),
      recovered: (lostSpans) => log?.info({ lostSpans }, "traces are exported again"),
    }),
    instrumentations: [
      new HttpInstrumentation({ ignoreIncomingRequestHook: ({ url }) => isAdminPath(url) }),
      new ExpressInstrumentation({
        ignoreLayersType: [ExpressLayerType.ROUTER, ExpressLayerType.MIDDLEWARE, ExpressLayerType.REQUEST_HANDLER],
      }),
      new GrpcInstrumentation({ ignoreGrpcMethods: ["Check", "Watch", "List", "ServerReflectionInfo"] }),
      new PinoInstrumentation({ disableLogSending: process.env["OTEL_LOGS_EXPORTER"] === "none" }),
    ],
  });
  sdk.start();
  return {
    reportTo: (logger) => {
      log = logger;
    },
    shutdown: () => Promise.race([sdk.shutdown().catch(() => {}), afterMs(flushTimeoutMs)]),
  };
}

function isAdminPath(url = ""): boolean {
  return /^\/(?:healthz|readyz|metrics)(?:\?|$)/.test(url);
}

function afterMs(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs).unref();
  });
}
