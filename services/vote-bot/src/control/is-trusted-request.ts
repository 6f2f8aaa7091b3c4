import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";

/**
 * Whether the request is of a program and not of a web page in somebody's browser: a page's requests carry an Origin,
 * and one that had its name point here (DNS rebinding) carries that name as the Host. An address cannot be pointed.
 */
export function isTrustedRequest({ origin, host }: IncomingHttpHeaders): boolean {
  if (origin !== undefined || host === undefined || !URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, "");
  return name === "localhost" || isIP(name) !== 0;
}
