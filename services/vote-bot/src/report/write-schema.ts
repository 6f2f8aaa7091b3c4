import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { reportSchema } from "./report.ts";

export const schemaPath = join(import.meta.dirname, "schema.json");

/** JSON Schema of a saved run, as schema.json has it. */
export function reportJsonSchema(): unknown {
  return z.toJSONSchema(reportSchema);
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(schemaPath, `${JSON.stringify(reportJsonSchema(), undefined, 2)}\n`);
}
