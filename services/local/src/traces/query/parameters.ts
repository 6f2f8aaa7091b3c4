import { parseGoDuration } from "@emojivoto/shared/config/go-duration.ts";
import { QueryError } from "./query-error.ts";

/** Reads one parameter of a query: `parse` gives undefined for text that is not `expected`, which answers 400. */
function read<T>(
  query: URLSearchParams,
  name: string,
  expected: string,
  parse: (text: string) => T | undefined,
): T | undefined {
  const text = query.get(name);
  if (text === null || text === "") return;
  const value = parse(text);
  if (value === undefined)
    throw new QueryError(400, `unable to parse param '${name}': expected ${expected}, got \`${text}\``);
  return value;
}

/** Undefined, here and below, when it is absent or empty. */
export function textParameter(query: URLSearchParams, name: string): string | undefined {
  return query.get(name) || undefined;
}

export function integerParameter(query: URLSearchParams, name: string, min: number, max: number): number | undefined {
  return read(query, name, `a whole number from ${min} to ${max}`, (text) =>
    /^-?\d+$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined,
  );
}

export function numberParameter(query: URLSearchParams, name: string): number | undefined {
  return read(query, name, "a number", (text) =>
    text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined,
  );
}

export function choiceParameter<const W extends string>(
  query: URLSearchParams,
  name: string,
  words: readonly W[],
): W | undefined {
  return read(query, name, words.map((word) => `\`${word}\``).join(" or "), (text) =>
    words.find((word) => word === text),
  );
}

/** A Go duration as milliseconds. */
export function durationParameter(query: URLSearchParams, name: string): number | undefined {
  return read(query, name, "a duration like `1.5ms` or `2s`", parseGoDuration);
}

export const traceIdLength = 32;

/** The first digits of a trace id, or all of them, as the store has it; "" when it is absent or empty. */
export function traceIdPrefix(query: URLSearchParams, name: string): string {
  const prefix = read(query, name, `up to ${traceIdLength} hex digits`, (text) =>
    /^[0-9a-f]{1,32}$/i.test(text) ? text.toLowerCase() : undefined,
  );
  return prefix ?? "";
}

/** A trace id in hex, with or without its leading zeros, as the store has it. */
export function traceIdOf(text: string): string {
  if (/^[0-9a-fA-F]{1,32}$/.test(text)) return text.toLowerCase().padStart(32, "0");
  throw new QueryError(400, `expected a trace id of up to 32 hex digits, got \`${text}\``);
}
