import { parseArgs } from "node:util";
import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import { readConfig } from "@emojivoto/shared/config/read-config.ts";
import { type Config, configSchema, flagOf } from "./config.ts";

/** The exit code for flags or an environment that cannot be used. */
export const exitCodeUsage = 104;

/** What the command line says: the variables it sets, and what is wrong with it, a line each. */
export type CommandLine = {
  readonly wantsHelp: boolean;
  readonly set: ReadonlyMap<string, string>;
  readonly faults: readonly string[];
};

/** Variable names by flag, from the schema. */
const variableOfFlag = new Map(
  Object.entries(configSchema.shape).flatMap(([name, variable]) => {
    const flag = flagOf(variable);
    return flag === undefined ? [] : [[flag, name] as const];
  }),
);
const flagOfVariable = new Map([...variableOfFlag].map(([flag, name]) => [name, flag]));

/** Reads `[run] [--flag value | --flag=value]…`; faults are collected, not thrown. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const flags = Object.fromEntries([...variableOfFlag.keys()].map((flag) => [flag, { type: "string" as const }]));
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...flags, help: { type: "boolean", short: "h" } },
    strict: false,
    tokens: true,
  });
  const set = new Map<string, string>();
  const faults: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional" && token.value !== "run") {
      faults.push(`expected no command or \`run\`, got \`${token.value}\``);
    }
    if (token.kind !== "option" || token.name === "help") continue;
    const variable = variableOfFlag.get(token.name);
    if (variable === undefined) faults.push(`${token.rawName}: no such flag; --help lists them`);
    else if (!token.value) faults.push(`${token.rawName}: expected a value, got none`);
    else set.set(variable, token.value);
  }
  return { wantsHelp: tokens.some((token) => token.kind === "option" && token.name === "help"), set, faults };
}

/** The configuration: flags before environment before defaults. Throws a ConfigError with the faults of both. */
export function readSettings({ set, faults }: CommandLine, env: Record<string, string | undefined>): Config {
  const nameOf = (variable: string) => (set.has(variable) ? `--${flagOfVariable.get(variable)}` : variable);
  try {
    const config = readConfig(configSchema, { ...env, ...Object.fromEntries(set) }, nameOf);
    if (faults.length === 0) return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError([...faults, ...error.faults], { cause: error });
  }
  throw new ConfigError(faults);
}
