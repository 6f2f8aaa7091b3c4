import { ExpressInstrumentation, ExpressLayerType } from "@opentelemetry/instrumentation-express";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";

/** Has a server's requests and Express routes leave spans; those of the admin port are left out. */
export function instrumentHttpServer(): void {
  void [
    new HttpInstrumentation({ ignoreIncomingRequestHook: ({ url }) => isAdminPath(url) }),
    new ExpressInstrumentation({
      ignoreLayersType: [ExpressLayerType.ROUTER, ExpressLayerType.MIDDLEWARE, ExpressLayerType.REQUEST_HANDLER],
    }),
  ];
}

function isAdminPath(url = ""): boolean {
  return /^\/(?:healthz|readyz|metrics)(?:\?|$)/.test(url);
}
