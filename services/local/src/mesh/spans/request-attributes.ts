import { findHeader, type RawHeaders } from "../headers/raw-headers.ts";

/** A request as a proxy sees it, of any HTTP version. */
export type ProxiedRequest = {
  readonly method: string;
  readonly scheme: string;
  /** `Host` or `:authority`; "" where there is none. */
  readonly authority: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: RawHeaders;
};

/** Headers that a span may show. */
const shownHeaders = ["content-length", "content-type", "l5d-orig-proto"] as const;

/** What the proxy's spans say of a request, all of it text. The query is among it, as with the real proxies. */
export function requestAttributes({ method, scheme, authority, target, headers }: ProxiedRequest): [string, string][] {
  const [path, query] = splitTarget(target);
  const [host, port] = splitAuthority(findHeader(headers, "x-forwarded-host") ?? authority);
  const found: [string, string | undefined][] = [
    ["http.request.method", method],
    ["url.scheme", scheme],
    ["url.path", path],
    ["url.query", query],
    ["url.full", authority === "" ? undefined : `${scheme}://${withoutUserinfo(authority)}${target}`],
    ["network.transport", "tcp"],
    ["server.address", host],
    ["server.port", port],
    ["user_agent.original", findHeader(headers, "user-agent")],
    ...shownHeaders.map((name): [string, string | undefined] => [
      `http.request.header.${name}`,
      findHeader(headers, name),
    ]),
  ];
  return found.filter((each): each is [string, string] => each[1] !== undefined && each[1] !== "");
}

/** Path and query (undefined where there is none) of a request's target. */
export function splitTarget(target: string): [string, string | undefined] {
  const at = target.indexOf("?");
  return at < 0 ? [target, undefined] : [target.slice(0, at), target.slice(at + 1)];
}

function splitAuthority(authority: string): [string, string | undefined] {
  const [, host = authority, port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(withoutUserinfo(authority)) ?? [];
  return [host, port];
}

const withoutUserinfo = (authority: string) => authority.slice(authority.lastIndexOf("@") + 1);
