import { findHeader, type RawHeaders, withoutHeaders } from "./raw-headers.ts";

/**
 * About one connection, so not for the next one (RFC 9110, 7.6.1). Without `upgrade` the request is answered as
 * if it had not asked for one. `expect` has had its answer: Node sends the 100 itself.
 */
const hopByHop = new Set(["connection", "keep-alive", "proxy-connection", "upgrade", "http2-settings", "expect"]);

/** The headers that a proxy passes on: those of the connection, and those that `Connection` names, are gone. */
export function dropHopByHop(headers: RawHeaders): string[] {
  const connection = findHeader(headers, "connection")?.toLowerCase();
  const named = new Set(connection?.split(",").map((name) => name.trim()));
  return withoutHeaders(headers, (name) => hopByHop.has(name) || named.has(name));
}
