import { bootService } from "@emojivoto/shared/lifecycle/boot-service.ts";
import { exitCodeUsage, parseCommandLine, readSettings } from "./cli.ts";
import { configSchema } from "./config.ts";
import { helpText } from "./help-text.ts";

const commandLine = parseCommandLine(process.argv.slice(2));
if (commandLine.wantsHelp) {
  process.stdout.write(helpText());
  process.exit(0);
}
const { config, log, metrics, run } = await bootService("vote-bot", configSchema, {
  read: () => readSettings(commandLine, process.env),
  exitCodeFaults: exitCodeUsage,
});

// Imported after telemetry has started: it sees only what is loaded later.
const { orExitOnConfigError } = await import("@emojivoto/shared/config/read-config.ts");
const { readCredentials } = await import("./credentials.ts");
const { createVoteBot } = await import("./create-vote-bot.ts");

const credentials = await orExitOnConfigError(() => readCredentials(config), exitCodeUsage);
const bot = createVoteBot({ config, credentials, log, metrics });

await run({
  listen: async () => ({}),
  work: (stop) => bot.work(stop),
  stop: [() => bot.close()],
});
