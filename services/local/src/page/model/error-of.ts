import type { Attributes } from "./span.ts";

/** Where a failed span says what went wrong, the most telling first. */
const statusKeys = ["rpc.response.status_code", "rpc.status_code", "error.type", "http.response.status_code"];

/** What to call a span's failure; undefined for a span that did not fail. */
export function errorOf(attributes: Attributes): string | undefined {
  const isError = attributes["error"] === true || attributes["otel.status_code"] === "ERROR";
  if (!isError) return undefined;
  for (const key of statusKeys) {
    const value = attributes[key];
    if (typeof value === "string" || typeof value === "number") return String(value);
  }
  return "ERROR";
}
