import type { Attributes } from "./trace-span.ts";

/** An attribute's value as Jaeger has it: lists and the like as JSON. */
export function toAttribute(value: unknown): Attributes[string] {
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isPlain ? value : (JSON.stringify(value) ?? "");
}
