import type { Command } from "./command.ts";
import { configSchema } from "./config.ts";

export const runCommand: Command<typeof configSchema> = {
  name: "run",
  schema: configSchema,
  intro: `Usage: vote-bot [run] [flags]
       vote-bot doctor --help

Visits web and votes, one trace a visit, until its time is over or SIGTERM asks it to stop.
A flag beats its environment variable, which beats the default. OpenTelemetry: the standard OTEL_* variables.
`,
  exitCodes: `
Exit codes: 0 done or asked to stop; 69 a run with an end in which nothing ever connected;
104 flags or environment that cannot be used.
`,
};
