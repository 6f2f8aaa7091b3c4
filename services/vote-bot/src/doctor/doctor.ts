import { orExitOnConfigError } from "@emojivoto/shared/config/read-config.ts";
import { createMetrics } from "@emojivoto/shared/telemetry/metrics/create-metrics.ts";
import { startTelemetry } from "@emojivoto/shared/telemetry/start-telemetry.ts";
import { parseCommandLine, readSettings } from "../cli/cli.ts";
import { readCredentials } from "../sign-in/credentials.ts";
import { exitCodeUnreachable, exitCodeUsage } from "../cli/exit-codes.ts";
import { helpText } from "../cli/help-text.ts";
import { JaegerError } from "../jaeger/jaeger-error.ts";
import { doctorCommand } from "./doctor-command.ts";
import { keepOwnSpans } from "./evidence/own-spans.ts";
import { createProgress } from "./report/create-progress.ts";
import { paintFor } from "../terminal/paint.ts";
import { renderReport } from "./report/render-report.ts";
import { exitCodeOf } from "./report/report.ts";
import { toJson, unreachableJson } from "./report/to-json.ts";
import { UnreachableError } from "./unreachable-error.ts";

type Environment = Record<string, string | undefined>;

/** `vote-bot doctor`: the report on stdout, what it is doing on stderr. Resolves to the exit code. */
export async function doctor(args: readonly string[], env: Environment): Promise<number> {
  const commandLine = parseCommandLine(args, doctorCommand);
  const { stdout, stderr } = process;
  // Who reads no more (`| head`) has seen enough; the exit code still tells the verdict.
  stdout.on("error", () => {});
  if (commandLine.wantsHelp) {
    stdout.write(helpText(doctorCommand));
    return 0;
  }
  const config = await orExitOnConfigError(() => readSettings(doctorCommand, commandLine, env), exitCodeUsage);
  const signsIn = config.APP_SECRET_FILE !== undefined;
  const credentials = signsIn ? await orExitOnConfigError(() => readCredentials(config), exitCodeUsage) : undefined;
  const own = keepOwnSpans();
  const telemetry = await orExitOnConfigError(
    () => startTelemetry("vote-bot", createMetrics(), { spanProcessors: [own.processor] }),
    exitCodeUsage,
  );
  // Imported after telemetry has started: it sees only what is loaded later.
  const { examine } = await import("./examine.ts");
  const isJson = config.DOCTOR_OUTPUT === "json";
  const progress = createProgress(stderr);
  try {
    const report = await examine({
      config,
      credentials,
      ownSpans: own.spans,
      exportsOwnSpans: process.env["OTEL_TRACES_EXPORTER"] === "otlp",
      flush: telemetry.shutdown,
      progress,
    });
    progress.done();
    stdout.write(isJson ? asLines(toJson(report)) : renderReport(report, stdout.columns ?? 0, paintFor(stdout)));
    return exitCodeOf(report);
  } catch (error) {
    if (!(error instanceof JaegerError || error instanceof UnreachableError)) throw error;
    progress.done();
    const reason = error instanceof JaegerError ? `${error.message}; set --jaeger or JAEGER_URL` : error.message;
    if (isJson) stdout.write(asLines(unreachableJson(reason)));
    else stderr.write(`${reason}\n`);
    return exitCodeUnreachable;
  }
}

function asLines(document: unknown): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
