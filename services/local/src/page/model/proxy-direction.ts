import type { Attributes, Span } from "./span.ts";

/** The name that Linkerd gives its proxies unless a pod's label names them otherwise. */
export const proxyService = "linkerd-proxy";

/**
 * Whether a span is a mesh proxy's, and which way its request went; undefined for an app's. Where a
 * pod's label has renamed the proxy, `direction` on a span of no scope tells.
 */
export function proxyDirection(service: string, attributes: Attributes): Span["proxy"] {
  const { direction } = attributes;
  const says = direction === "inbound" || direction === "outbound" ? direction : undefined;
  if (service === proxyService) return says ?? "unknown";
  return attributes["otel.scope.name"] === undefined ? says : undefined;
}
