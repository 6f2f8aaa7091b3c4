import { bootService } from "@emojivoto/shared/lifecycle/boot-service.ts";
import { parseCommandLine, readSettings } from "./cli/cli.ts";
import { exitCodeUsage } from "./cli/exit-codes.ts";
import { helpText } from "./cli/help-text.ts";
import { runCommand } from "./cli/run-command.ts";
import { configSchema } from "./config.ts";
import { samplerVariables } from "./variables/parse-trace-mode.ts";

const [command, ...args] = process.argv.slice(2);
if (command === "doctor") {
  const { doctor } = await import("./doctor/doctor.ts");
  process.exit(await doctor(args, process.env));
}
if (command === "report") {
  const { report } = await import("./report/report-command.ts");
  process.exit(await report(args));
}
const commandLine = parseCommandLine(process.argv.slice(2), runCommand);
if (commandLine.wantsHelp) {
  process.stdout.write(helpText(runCommand));
  process.exit(0);
}
const { config, log, metrics, run } = await bootService("vote-bot", configSchema, {
  read: () => readSettings(runCommand, commandLine, process.env),
  exitCodeFaults: exitCodeUsage,
  telemetryVariables: ({ TRACE }) => (TRACE === undefined ? {} : samplerVariables(TRACE)),
  // How long a target takes is what it measures, and its requests have a limit of their own.
  connectTimeoutMs: Infinity,
});

// Imported after telemetry has started: it sees only what is loaded later.
const { orExitOnConfigError } = await import("@emojivoto/shared/config/read-config.ts");
const { prepare } = await import("./cli/prepare.ts");
const { describePlan } = await import("./cli/describe-plan.ts");
const { secondSignal } = await import("./cli/second-signal.ts");
const { VisitError } = await import("./run/visit-error.ts");
const { createLoadTest } = await import("./create-load-test.ts");

const scenarios = await orExitOnConfigError(() => prepare(config, metrics), exitCodeUsage);
if (config.DRY_RUN) {
  process.stdout.write(describePlan(config, scenarios));
  process.exit(0);
}
const abort = secondSignal();
const test = createLoadTest({ config, scenarios, log, metrics, stream: process.stdout, env: process.env });

await run({
  listen: async () => ({}),
  work: (stop) => test.work(stop, abort),
  // A user's scenario may leave a request unawaited: that it failed is counted, as of any other.
  isDealtWith: (error) => error instanceof VisitError,
  ...(config.CONTROL && { admin: test.control.answer }),
  stop: [() => test.close()],
});
