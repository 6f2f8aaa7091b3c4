import type { AnyValue, KeyValue } from "@emojivoto/proto/otlp/common";
import { plainInteger, plainValue } from "../plain-value.ts";

/** An attribute as Jaeger's query API has it. */
export type Tag = {
  readonly key: string;
  readonly type: "string" | "bool" | "int64" | "float64" | "binary";
  readonly value: unknown;
};

export function stringTag(key: string, value: string): Tag {
  return { key, type: "string", value };
}

export function tagOf({ key, value }: KeyValue): Tag {
  if (value?.boolValue !== undefined) return { key, type: "bool", value: value.boolValue };
  if (value?.intValue !== undefined) return { key, type: "int64", value: plainInteger(value.intValue) };
  if (value?.doubleValue !== undefined) return { key, type: "float64", value: value.doubleValue };
  if (value?.bytesValue !== undefined) return { key, type: "binary", value: value.bytesValue.toString("base64") };
  return stringTag(key, valueText(value));
}

/** A value as text, as Jaeger compares it: lists and maps are JSON as Go writes it. */
export function valueText(value: AnyValue | undefined): string {
  const plain = plainValue(value);
  if (plain === null) return "";
  return typeof plain === "string" ? plain : goJson(plain);
}

/** By key; Jaeger sorts them too. */
export function byKey<T extends { readonly key: string }>(tags: readonly T[]): T[] {
  return tags.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function goJson(value: unknown): string {
  return JSON.stringify(value, sortKeys).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
