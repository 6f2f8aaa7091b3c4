import { orExitOnConfigError } from "@emojivoto/shared/config/read-config.ts";
import { exitCodeUsage } from "../cli/exit-codes.ts";
import { paintFor } from "../terminal/paint.ts";
import { OutputError } from "./output-error.ts";
import { parseReportArguments } from "./parse-report-arguments.ts";
import { readReport } from "./read-report.ts";
import { renderReport } from "./render-report.ts";
import { checkOutputs, writeOutputs } from "./write-outputs.ts";

/** What a report has off a terminal. */
const defaultColumns = 100;

const reportHelp = `Usage: vote-bot report <file> [--out format=file]…

Prints a run that \`--out json=<file>\` saved, and writes it in other forms.
  --out json=<file> | junit=<file> | html=<file>    may be given more than once

Exit codes: 0 printed, however the run went; 104 flags or files that cannot be used.
`;

/** `vote-bot report`: a saved run on stdout. Resolves to the exit code; ends the process where it cannot be used. */
export async function report(args: readonly string[]): Promise<number> {
  const { stdout, stderr } = process;
  // Who reads no more (`| head`) has seen enough.
  stdout.on("error", () => {});
  const asked = await orExitOnConfigError(() => parseReportArguments(args), exitCodeUsage);
  if (asked === "help") {
    stdout.write(reportHelp);
    return 0;
  }
  const { path, outputs } = asked;
  const saved = await orExitOnConfigError(async () => {
    await checkOutputs(outputs);
    return readReport(path);
  }, exitCodeUsage);
  stdout.write(renderReport(saved, { columns: stdout.columns ?? defaultColumns, paint: paintFor(stdout) }));
  try {
    await writeOutputs(saved, outputs);
    return 0;
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    stderr.write(`${error.message}\n`);
    return exitCodeUsage;
  }
}
