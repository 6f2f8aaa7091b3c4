import { type Command, flagOf } from "./command.ts";

/** What \`--help\` prints: every variable of the command with its flag, its default and its meaning. */
export function helpText({ intro, schema, exitCodes }: Command): string {
  const rows = Object.entries(schema.shape).map(([name, variable]) => {
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
