import { bootService } from "@emojivoto/shared/lifecycle/boot-service.ts";
import { parseCommandLine, readSettings } from "./cli.ts";
import { configSchema } from "./config.ts";
import { exitCodeUsage } from "./exit-codes.ts";
import { helpText } from "./help-text.ts";
import { runCommand } from "./run-command.ts";

const [command, ...doctorArgs] = process.argv.slice(2);
if (command === "doctor") {
  const { doctor } = await import("./doctor/doctor.ts");
  process.exit(await doctor(doctorArgs, process.env));
}
const commandLine = parseCommandLine(process.argv.slice(2), runCommand);
if (commandLine.wantsHelp) {
  process.stdout.write(helpText(runCommand));
  process.exit(0);
}
const { config, log, metrics, run } = await bootService("vote-bot", configSchema, {
  read: () => readSettings(runCommand, commandLine, process.env),
  exitCodeFaults: exitCodeUsage,
});

// Imported after telemetry has started: it sees only what is loaded later.
const { orExitOnConfigError } = await import("@emojivoto/shared/config/read-config.ts");
const { noCredentials, readCredentials } = await import("./credentials.ts");
const { createVoteBot } = await import("./create-vote-bot.ts");
const { signsIn } = await import("./scenarios/scenario-mix.ts");

const credentials = signsIn(config.SCENARIO)
  ? await orExitOnConfigError(() => readCredentials(config), exitCodeUsage)
  : noCredentials;
const bot = createVoteBot({ config, credentials, log, metrics });

await run({
  listen: async () => ({}),
  work: (stop) => bot.work(stop),
  stop: [() => bot.close()],
});
