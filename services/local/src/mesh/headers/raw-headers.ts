/** Headers as they are on the wire: name, value, name, value, …; duplicates kept, names in any case. */
export type RawHeaders = readonly string[];

/** The first value of `name`, which is in lower case. */
export function findHeader(headers: RawHeaders, name: string): string | undefined {
  for (let at = 0; at < headers.length; at += 2) {
    const found = headers[at]!;
    if (found.length === name.length && found.toLowerCase() === name) return headers[at + 1];
  }
  return undefined;
}

/** The headers but those whose name, in lower case, `isDropped` says of. */
export function withoutHeaders(headers: RawHeaders, isDropped: (name: string) => boolean): string[] {
  const kept: string[] = [];
  for (let at = 0; at < headers.length; at += 2) {
    if (!isDropped(headers[at]!.toLowerCase())) kept.push(headers[at]!, headers[at + 1]!);
  }
  return kept;
}

/** The headers with `value` as the only one of `name`, which is in lower case. */
export function withHeader(headers: RawHeaders, name: string, value: string): string[] {
  const changed = withoutHeaders(headers, (found) => found === name);
  changed.push(name, value);
  return changed;
}
