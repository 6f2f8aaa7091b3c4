/** A value that may stand in a Host header; "" for none; undefined when it is no host. */
export function parseHostHeader(text: string): string | undefined {
  return /^[\w.\-:[\]]*$/.test(text) ? text : undefined;
}
