import type { Command } from "./command.ts";
import { configSchema } from "../config.ts";

export const runCommand: Command<typeof configSchema> = {
  name: "run",
  schema: configSchema,
  intro: `Usage: vote-bot [run] [flags]
       vote-bot doctor --help
       vote-bot report --help

Visits web and votes, one trace a visit, until its time is over or SIGTERM asks it to stop.
A flag beats its environment variable, which beats the default. OpenTelemetry: the standard OTEL_* variables.
`,
  exitCodes: `
Exit codes: 0 done or asked to stop; 69 a run with an end in which nothing ever connected; 74 the report could not be
written; 99 a threshold was not met; 104 flags or environment that cannot be used; 105 aborted by a second signal;
108 ended by a threshold, with --threshold-abort.
`,
};
