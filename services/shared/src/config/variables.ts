import { z } from "zod";
import { parseGoDuration } from "./go-duration.ts";

/** The longest delay that Node's timers keep; a longer one fires at once. */
const maxTimerMs = 2_147_483_647;

/**
 * A variable that is read as text and checked: `parse` gives undefined for a value that is not `expected`.
 * The fault never falls back to the default.
 */
function variable<T>(fallback: string, expected: string, parse: (text: string) => T | undefined) {
  return z
    .string()
    .default(fallback)
    .transform((text, context) => parseOrFault(text, expected, parse, context))
    .meta({ fallback });
}

/** The same for a variable that may be absent; it has no default. */
function optional<T>(expected: string, parse: (text: string) => T | undefined) {
  return z
    .string()
    .transform((text, context) => parseOrFault(text, expected, parse, context))
    .optional()
    .meta({ fallback: "" });
}

function parseOrFault<T>(
  text: string,
  expected: string,
  parse: (text: string) => T | undefined,
  context: z.core.$RefinementCtx<string>,
): T {
  const value = parse(text);
  if (value !== undefined) return value;
  context.issues.push({ code: "custom", message: `expected ${expected}, got \`${text}\``, input: text });
  return z.NEVER;
}

const parsePort = (text: string) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined);

const parseHostPort = (text: string) => {
  const [, host, port] = /^(\[[0-9a-fA-F:.]+\]|[^\s:/@]+):(\d+)$/.exec(text) ?? [];
  return host !== undefined && parsePort(port ?? "") !== undefined && Number(port) > 0 ? text : undefined;
};

const parseDuration = (text: string) => {
  const durationMs = parseGoDuration(text);
  return durationMs !== undefined && durationMs <= maxTimerMs ? durationMs : undefined;
};

const parseNumber = (text: string, min: number, max: number) => {
  const value = Number(text);
  return text.trim() !== "" && value >= min && value <= max ? value : undefined;
};

/** A TCP port; 0 lets the kernel choose. */
export const port = (fallback: number) => variable(String(fallback), "a port 0-65535", parsePort);

/** The address of another service. */
export const hostPort = (fallback: string) =>
  variable(fallback, "host:port with a port 1-65535, without a scheme", parseHostPort);

/** A Go duration (`500ms`, `2s`, `24h`) as milliseconds. */
export const duration = (fallback: string) =>
  variable(fallback, "a duration like `500ms`, `2s` or `24h`, at most `596h`", parseDuration);

/** A number between two bounds, both included. */
export const number = (fallback: number, min: number, max: number) =>
  variable(String(fallback), `a number from ${min} to ${max}`, (text) => parseNumber(text, min, max));

/** A whole number between two bounds, both included. */
export const integer = (fallback: number, min: number, max: number) =>
  variable(String(fallback), `a whole number from ${min} to ${max}`, (text) =>
    /^\d+$/.test(text) ? parseNumber(text, min, max) : undefined,
  );

/** One of a few words. */
export const choice = <const W extends string>(fallback: W, words: readonly W[]) =>
  variable(fallback, words.map((word) => `\`${word}\``).join(" or "), (text) => words.find((word) => word === text));

/** `on` or `off`, as a boolean. */
export const onOff = (fallback: "on" | "off") =>
  variable(fallback, "`on` or `off`", (text) => (text === "on" ? true : text === "off" ? false : undefined));

/** Any text. */
export const text = (fallback: string) => variable(fallback, "text", (value) => value);

/** Any text that `parse` understands; see `variable`. */
export const parsed = <T>(fallback: string, expected: string, parse: (text: string) => T | undefined) =>
  variable(fallback, expected, parse);

/** A path, or nothing. */
export const optionalPath = () => optional("a path", (value) => value);

/** Any text, or nothing. */
export const optionalText = () => optional("text", (value) => value);

/** Any text that `parse` understands, or nothing. */
export const optionalParsed = <T>(expected: string, parse: (text: string) => T | undefined) =>
  optional(expected, parse);
