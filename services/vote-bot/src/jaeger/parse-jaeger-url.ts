/** `host:port` or an http(s) URL, with a base path or without; undefined for anything else, credentials included. */
export function parseJaegerUrl(text: string): URL | undefined {
  const href = text.includes("://") ? text : `http://${text}`;
  if (/[\s?#@]|^\d+$/.test(text) || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  return /^https?:$/.test(url.protocol) && url.port !== "0" ? url : undefined;
}
