import type { z } from "zod";

/** What `vote-bot <name>` is told by: its variables, and the text around their table in `--help`. */
export type Command<S extends z.ZodObject = z.ZodObject> = {
  readonly name: string;
  readonly schema: S;
  readonly intro: string;
  readonly exitCodes: string;
};

/** The flag that sets a variable, without its dashes. */
export function flagOf(variable: z.ZodType): string | undefined {
  return variable.meta()?.["flag"] as string | undefined;
}

/** What the flag alone sets the variable to, for a flag that takes no value. */
export function switchValueOf(variable: z.ZodType): string | undefined {
  return variable.meta()?.["switchValue"] as string | undefined;
}

/** Whether the flag may be given several times; the variable then has a line for each. */
export function isRepeatable(variable: z.ZodType): boolean {
  return variable.meta()?.["isRepeatable"] === true;
}
