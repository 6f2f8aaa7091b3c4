import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import { describeFileFault } from "./describe-file-fault.ts";
import { OutputError } from "./output-error.ts";
import type { Output } from "./parse-output.ts";
import { replaceFile, tryReplaceFile } from "./replace-file.ts";
import type { Report } from "./report.ts";
import { toHtml } from "./to-html.ts";
import { toJson } from "./to-json.ts";
import { toJunit } from "./to-junit.ts";

const renderers: Record<Output["format"], (report: Report) => string> = { json: toJson, junit: toJunit, html: toHtml };

/** Writes every output that it can. Throws an OutputError that names those it could not write. */
export async function writeOutputs(report: Report, outputs: readonly Output[]): Promise<void> {
  const faults = await faultsOf(outputs, ({ format, path }) => replaceFile(path, renderers[format](report)));
  if (faults.length > 0) throw new OutputError(faults);
}

/** To be asked before a run whose end would find nowhere to write. Throws a ConfigError, a line a fault. */
export async function checkOutputs(outputs: readonly Output[]): Promise<void> {
  const paths = outputs.map(({ path }) => path);
  const repeated = paths.filter((path, index) => paths.indexOf(path) < index);
  const faults = [
    ...repeated.map((path) => `--out: expected a file for each output, got \`${path}\` twice`),
    ...(await faultsOf(outputs, ({ path }) => tryReplaceFile(path))),
  ];
  if (faults.length > 0) throw new ConfigError(faults);
}

async function faultsOf(outputs: readonly Output[], attempt: (output: Output) => Promise<void>): Promise<string[]> {
  const faults: string[] = [];
  for (const output of outputs) {
    try {
      await attempt(output);
    } catch (error) {
      faults.push(`--out ${output.format}=${output.path}: cannot be written: ${describeFileFault(error)}`);
    }
  }
  return faults;
}
