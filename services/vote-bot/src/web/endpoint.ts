import type { WebRequest } from "./web-request.ts";

/** A target, taken apart once and not for each request. */
export type Endpoint = {
  readonly origin: string;
  readonly isTls: boolean;
  /** A name or an address; of IPv6 without the brackets that it has in a URL. */
  readonly host: string;
  readonly port: number;
};

export function endpointOf({ origin, protocol, hostname, port }: URL): Endpoint {
  const isTls = protocol === "https:";
  return {
    origin,
    isTls,
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? (isTls ? 443 : 80) : Number(port),
  };
}

/** The path and query as they are sent. Throws a TypeError for a path that does not begin with a slash. */
export function pathOf({ path, query }: WebRequest<unknown>, { origin }: Endpoint): string {
  if (!path.startsWith("/")) throw new TypeError(`expected a path that begins with \`/\`, got \`${path}\``);
  const text = query === undefined ? path : `${path}?${query}`;
  if (/^[!"$-~]*$/.test(text)) return text;
  // What HTTP does not allow there is percent-encoded, as a browser does it.
  const { pathname, search } = new URL(origin + text);
  return pathname + search;
}
