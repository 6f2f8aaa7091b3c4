/** A TCP address. */
export type Address = { readonly host: string; readonly port: number };

/** `host:port`, an IPv6 host in brackets; undefined when it is none. Port 0 is "not known yet" or "any". */
export function parseAddress(text: string): Address | undefined {
  const [, bracketed, plain, port] = /^(?:\[([\da-fA-F:.]+)\]|([^\s:/@[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  return host === undefined || Number(port) > 65_535 ? undefined : { host, port: Number(port) };
}
