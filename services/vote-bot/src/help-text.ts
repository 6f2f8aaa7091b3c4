import { configSchema, flagOf } from "./config.ts";

const intro = `Usage: vote-bot [run] [flags]

Visits web and votes, one trace a visit, until its time is over or SIGTERM asks it to stop.
A flag beats its environment variable, which beats the default. OpenTelemetry: the standard OTEL_* variables.
`;

const exitCodes = `
Exit codes: 0 done or asked to stop; 69 a run with an end in which nothing ever connected;
104 flags or environment that cannot be used.
`;

/** What \`--help\` prints: every variable of the schema with its flag, its default and its meaning. */
export function helpText(): string {
  const rows = Object.entries(configSchema.shape).map(([name, variable]) => {
    const { fallback, description = "" } = variable.meta() ?? {};
    const flag = flagOf(variable);
    return [flag === undefined ? "" : `--${flag}`, name, String(fallback), description];
  });
  return `${intro}\n${table([["Flag", "Environment", "Default", ""], ...rows])}${exitCodes}`;
}

function table(rows: readonly string[][]): string {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0)) + 2;
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(width(column))).join("")}`.trimEnd() + "\n")
    .join("");
}
