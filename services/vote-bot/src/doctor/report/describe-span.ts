import { printable } from "../../terminal/printable.ts";
import { isProxySpan, proxyDirection } from "../evidence/is-proxy-span.ts";
import type { TraceSpan } from "../../jaeger/trace-span.ts";

/** A span's name as people look for it: a request that the conventions call just `GET` gets its path. */
export function displayName(span: TraceSpan): string {
  const url = String(span.attributes["url.full"] ?? "");
  const isBare = /^[A-Z]+$/.test(span.name) && URL.canParse(url);
  const name = isBare ? `${span.name} ${new URL(url).pathname}` : span.name;
  return printable(isProxySpan(span) ? `${name} ${proxyDirection(span) ?? ""}`.trimEnd() : name);
}

/** The service, marked where a proxy made the span. */
export function displayService(span: TraceSpan): string {
  return `${isProxySpan(span) ? "⟠ " : ""}${printable(span.service)}`;
}

/** An HTTP status or a gRPC status name; "" where the span has none. */
export function displayStatus({ attributes, isError }: TraceSpan): string {
  const status = attributes["http.response.status_code"] ?? attributes["rpc.status_code"];
  return printable(status === undefined ? (isError ? "ERROR" : "") : String(status));
}
