import { parseJson } from "@emojivoto/shared/json/parse-json.ts";
import { z } from "zod";
import { maxRatePerSecond, minRatePerSecond } from "../shapes/rate-limits.ts";

const changeSchema = z.strictObject({
  rate: z.number().min(minRatePerSecond).max(maxRatePerSecond).nullable().optional(),
  paused: z.boolean().optional(),
});

/** What a client asks for: a rate in visits a second, null for the load's own, and whether the run pauses. */
export type Change = z.output<typeof changeSchema>;

/** Reads a JSON body; a text says what is wrong with it. */
export function parseChange(body: string): Change | string {
  const result = changeSchema.safeParse(parseJson(body));
  if (result.success) return result.data;
  const expected = `expected {"rate": ${minRatePerSecond}–${maxRatePerSecond} or null, "paused": true or false}`;
  const faults = result.error.issues.map(({ path, message }) =>
    path.length > 0 ? `\`${path.join(".")}\`: ${message}` : message,
  );
  return `${expected}: ${faults.join("; ")}`;
}
