import { Agent } from "node:http";
import { VisitError } from "../visit-error.ts";
import { exchange } from "./exchange.ts";
import type { WebAnswer, WebRequest } from "./web-request.ts";

/** Web, over connections that are kept open. */
export type WebClient = {
  /** Throws a VisitError when no whole answer comes. */
  send(request: WebRequest): Promise<WebAnswer>;
  close(): void;
};

/** `hostHeader` replaces the target's own name in the Host header; "" leaves it. */
export function createWebClient(target: URL, hostHeader: string): WebClient {
  const agent = new Agent({ keepAlive: true });
  return {
    send: async (request) => {
      for (;;) {
        if (request.signal.aborted) throw new VisitError((request.signal.reason as Error).message);
        const result = await exchange(request, { target, hostHeader, agent });
        if ("status" in result) return result;
        // The other side closed a kept connection just as it was used: nothing of the request was read. Go's
        // client, upstream's, sends again too; every request here may be repeated, and a new connection ends it.
        if (!result.isStale) throw result.error;
      }
    },
    close: () => agent.destroy(),
  };
}
