import { z } from "zod";

type Reader<T> = {
  /** The value; undefined where `faultsOf` has something to say. */
  readonly parse: (text: string) => T | undefined;
  /** What is wrong with the text, a line each. */
  readonly faultsOf: (text: string) => readonly string[];
};

/** A variable whose reader says in its own words what is wrong; absent it is undefined. */
export function checked<T>({ parse, faultsOf }: Reader<T>) {
  return z
    .string()
    .transform((text, context) => {
      const value = parse(text);
      if (value !== undefined) return value;
      for (const message of faultsOf(text)) context.issues.push({ code: "custom", message, input: text });
      return z.NEVER;
    })
    .optional()
    .meta({ fallback: "" });
}

/** Several values of one kind, a line each; a flag that is given several times is one such text. */
export function eachLine<T>({ parse, faultsOf }: Reader<T>): Reader<readonly T[]> {
  return {
    parse: (text) => {
      const values = linesOf(text).map(parse);
      return values.includes(undefined) ? undefined : (values as T[]);
    },
    faultsOf: (text) => linesOf(text).flatMap(faultsOf),
  };
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
