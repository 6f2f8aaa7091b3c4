import type { Span } from "../model/span.ts";

/** A span for a test: of web, 10 ms from 0, a root, unless told otherwise. */
export function makeSpan(spanId: string, parts: Partial<Span> = {}): Span {
  return {
    spanId,
    service: "web",
    operation: "GET",
    kind: "server",
    startTimeMs: 0,
    durationMs: 10,
    attributes: {},
    resource: {},
    events: [],
    links: [],
    ...parts,
  };
}

/** A mesh proxy's span for a test. */
export function makeProxySpan(spanId: string, parentId: string, proxy: "inbound" | "outbound"): Span {
  return makeSpan(spanId, { service: "linkerd-proxy", operation: "/", parentId, proxy });
}
