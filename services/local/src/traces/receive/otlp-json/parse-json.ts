import type { z } from "zod";

const maxFaults = 3;

/** Checks a parsed JSON document; throws an error that says what is wrong where: `resourceSpans.0.resource: …`. */
export function parseJson<S extends z.ZodType>(schema: S, json: unknown): z.output<S> {
  const { success, data, error } = schema.safeParse(json);
  if (success) return data;
  const faults = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(faults.slice(0, maxFaults).join("; "));
}
