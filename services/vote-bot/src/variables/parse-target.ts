/**
 * The origin of `host`, `host:port` (upstream's forms, port 80 unless told), `http://host:port` or
 * `https://host:port`; undefined for anything else, a path or credentials included.
 */
export function parseTarget(text: string): URL | undefined {
  const href = text.includes("://") ? text : `http://${text}`;
  // A number alone is a port that lost its host, though URL takes it for an IPv4 address.
  if (/[\s?#@]|^\d+$/.test(text) || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  const isHttp = url.protocol === "http:" || url.protocol === "https:";
  return isHttp && url.pathname === "/" && url.port !== "0" ? url : undefined;
}
