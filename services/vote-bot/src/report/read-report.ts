import { readFile } from "node:fs/promises";
import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import { describeFileFault } from "./describe-file-fault.ts";
import { type Report, reportSchema, reportSchemaId } from "./report.ts";

/** More of them help nobody. */
const maxFaults = 5;

/** Reads a saved run. Throws a ConfigError that names the file and what is wrong with it. */
export async function readReport(path: string): Promise<Report> {
  const document = parseJson(path, await readText(path));
  const schema = isObject(document) ? document["schema"] : undefined;
  if (schema !== reportSchemaId) {
    const got = typeof schema === "string" ? `\`${schema}\`` : "a document without one";
    throw new ConfigError([`${path}: expected a run saved with schema \`${reportSchemaId}\`, got ${got}`]);
  }
  const result = reportSchema.safeParse(document);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path: keys, message }) => `${path}: ${keys.join(".")}: ${message}`);
  const left = faults.length - maxFaults;
  throw new ConfigError([...faults.slice(0, maxFaults), ...(left > 0 ? [`${path}: and ${left} more faults`] : [])]);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new ConfigError([`${path}: cannot be read: ${describeFileFault(error)}`], { cause: error });
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ConfigError([`${path}: expected a run saved by --out json=…, got a file that is not JSON`], {
      cause: error,
    });
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
