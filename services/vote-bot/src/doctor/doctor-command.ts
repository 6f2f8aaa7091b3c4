import type { Command } from "../cli/command.ts";
import { doctorSchema } from "./doctor-variables.ts";

export const doctorCommand: Command<typeof doctorSchema> = {
  name: "doctor",
  schema: doctorSchema,
  intro: `Usage: vote-bot doctor [flags]

Sends one visit (a list and a vote), waits for its spans, checks hop by hop that they are one trace, and says what is
wrong and what to do where they are not. A flag beats its environment variable, which beats the default.
OpenTelemetry: the standard OTEL_* variables; without an endpoint doctor adds its own spans to the tree itself.
`,
  exitCodes: `
Exit codes: 0 joined; 1 not joined, or something else is wrong with the trace; 69 web or Jaeger cannot be reached;
104 flags or environment that cannot be used.
`,
};
