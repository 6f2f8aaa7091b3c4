import type { z } from "zod";
import { checked } from "./checked.ts";

/** The variable, undefined where it was not given, so that a rule can tell; its default stays what `--help` says of it. */
export function withoutDefault<T>(variable: z.ZodType<T>) {
  return checked({
    parse: (text) => variable.safeParse(text).data,
    faultsOf: (text) => variable.safeParse(text).error?.issues.map(({ message }) => message) ?? [],
  }).meta({ ...variable.meta() });
}
