import type { TraceSpan } from "../../jaeger/trace-span.ts";

/** The service name of Linkerd's proxies unless their pods' labels give them another. */
export const proxyService = "linkerd-proxy";

/** Whether a mesh's proxy made the span: whatever its service is called, its span says which way it looks. */
export function isProxySpan({ service, attributes }: TraceSpan): boolean {
  return service === proxyService || directionOf(attributes) !== undefined;
}

/** Outbound is the caller's proxy, inbound the callee's. */
export function proxyDirection({ attributes }: TraceSpan): "outbound" | "inbound" | undefined {
  return directionOf(attributes);
}

function directionOf({ direction }: TraceSpan["attributes"]) {
  return direction === "inbound" || direction === "outbound" ? direction : undefined;
}
