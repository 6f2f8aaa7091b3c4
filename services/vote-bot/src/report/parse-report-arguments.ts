import { parseArgs } from "node:util";
import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import { expectedOutput, type Output, parseOutput } from "./parse-output.ts";

/** What `vote-bot report` is asked; "help" for its help. */
export type ReportArguments = "help" | { readonly path: string; readonly outputs: readonly Output[] };

/** Reads `<file> [--out format=file]…`. Throws a ConfigError with every fault. */
export function parseReportArguments(args: readonly string[]): ReportArguments {
  const { tokens } = parseArgs({
    args: [...args],
    options: { out: { type: "string", multiple: true }, help: { type: "boolean", short: "h" } },
    strict: false,
    tokens: true,
  });
  if (tokens.some((token) => token.kind === "option" && token.name === "help")) return "help";
  const faults: string[] = [];
  const outputs: Output[] = [];
  const paths = tokens.flatMap((token) => (token.kind === "positional" ? [token.value] : []));
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    if (token.name !== "out") faults.push(`${token.rawName}: no such flag; --help lists them`);
    else {
      const output = parseOutput(token.value ?? "");
      if (output === undefined) faults.push(`--out: expected one of ${expectedOutput}, got \`${token.value ?? ""}\``);
      else outputs.push(output);
    }
  }
  const [path] = paths;
  if (!path) faults.push("expected a file saved by --out json=…, got none");
  else if (paths.length > 1) faults.push(`expected one file, got ${paths.map((each) => `\`${each}\``).join(", ")}`);
  if (!path || faults.length > 0) throw new ConfigError(faults);
  return { path, outputs };
}
