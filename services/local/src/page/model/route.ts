/** What a URL of the page shows. */
export type Route =
  | { readonly view: "traces" | "topology" | "services" | "unknown" }
  | { readonly view: "trace"; readonly traceId: string };

/** Reads the path of a URL. */
export function readRoute(path: string): Route {
  if (path === "/" || path === "/search") return { view: "traces" };
  if (path === "/topology") return { view: "topology" };
  if (path === "/services") return { view: "services" };
  const traceId = /^\/trace\/([\da-f]{1,32})$/i.exec(path)?.[1];
  return traceId === undefined ? { view: "unknown" } : { view: "trace", traceId: traceId.toLowerCase() };
}

/** `path` with query parameters changed; undefined takes one away. */
export function withQuery(
  path: string,
  query: URLSearchParams,
  changes: Readonly<Record<string, string | undefined>>,
): string {
  const changed = new URLSearchParams(query);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined || value === "") changed.delete(key);
    else changed.set(key, value);
  }
  const text = changed.toString();
  return text === "" ? path : `${path}?${text}`;
}
