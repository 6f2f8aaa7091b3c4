import { type ConnectionOptions, createConnections } from "./connections.ts";
import { endpointOf } from "./endpoint.ts";
import { exchange, type OnSpan } from "./exchange.ts";
import type { WebAnswer, WebRequest } from "./web-request.ts";

/** Web, over connections that are kept open. */
export type WebClient = {
  /** Throws a VisitError when no whole answer comes in time; an answer of any status is one. */
  send(request: WebRequest<unknown>, signal: AbortSignal, onSpan?: OnSpan): Promise<WebAnswer>;
  counts(): { readonly connectionsOpened: number; readonly resent: number };
  close(): void;
};

export type WebClientOptions = Partial<ConnectionOptions> & {
  readonly target: URL;
  /** Replaces the target's own name in the Host header; "" leaves it. */
  readonly hostHeader?: string;
  /** Of one request, from its send to the end of its answer. */
  readonly timeoutMs: number;
};

export function createWebClient(options: WebClientOptions): WebClient {
  const { target, hostHeader = "", timeoutMs, maxIdle = 256, verifiesCertificate = true } = options;
  const endpoint = endpointOf(target);
  const connections = createConnections(endpoint, { maxIdle, verifiesCertificate });
  let resent = 0;
  return {
    send: async (request, signal, onSpan = () => {}) => {
      const endMs = performance.now() + timeoutMs;
      for (;;) {
        const parts = { endpoint, hostHeader, connections, timeoutMs, endMs, signal, onSpan };
        const result = await exchange(request, parts);
        if ("status" in result) return result;
        // The other side closed a kept connection just as it was used, most likely before it read the request. Go's
        // client, upstream's, sends again too; a new connection ends it.
        if (!result.isStale || !isRepeatable(request)) throw result.error;
        resent++;
      }
    },
    counts: () => ({ connectionsOpened: connections.opened(), resent }),
    close: () => connections.close(),
  };
}

/** RFC 9110, 9.2.2: these do the same when they come twice. */
const idempotentMethods = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"]);

function isRepeatable({ method, headers, isRepeatable: told }: WebRequest<unknown>): boolean {
  return told ?? (idempotentMethods.has(method) || (headers !== undefined && "idempotency-key" in headers));
}
