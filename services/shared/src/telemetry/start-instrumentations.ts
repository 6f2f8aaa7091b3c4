import { ExpressInstrumentation, ExpressLayerType } from "@opentelemetry/instrumentation-express";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { PinoInstrumentation } from "@opentelemetry/instrumentation-pino";
import { register } from "import-in-the-middle/register-hooks.mjs";

/** Modules whose imports the instrumentations must see. */
const instrumented = ["express", "pino", "http", "https", "node:http", "node:https"];

/**
 * Has HTTP requests, routes and log lines tell of traces, in modules that are loaded after it. gRPC's calls are told
 * of by our adapter. `sendsLogs` also hands log lines to the global logger provider, which must stand before.
 */
export function startInstrumentations(sendsLogs: boolean): void {
  register({ include: instrumented });
  // Each is active from its construction on, and finds the global providers by itself.
  void [
    new HttpInstrumentation({ ignoreIncomingRequestHook: ({ url }) => isAdminPath(url) }),
    new ExpressInstrumentation({
      ignoreLayersType: [ExpressLayerType.ROUTER, ExpressLayerType.MIDDLEWARE, ExpressLayerType.REQUEST_HANDLER],
    }),
    new PinoInstrumentation({ disableLogSending: !sendsLogs }),
  ];
}

function isAdminPath(url = ""): boolean {
  return /^\/(?:healthz|readyz|metrics)(?:\?|$)/.test(url);
}
