import { parseArgs } from "node:util";
import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import { readConfig } from "@emojivoto/shared/config/read-config.ts";
import type { z } from "zod";
import { type Command, flagOf, isRepeatable, switchValueOf } from "./command.ts";

/** What the command line says: the variables it sets, and what is wrong with it, a line each. */
export type CommandLine = {
  readonly wantsHelp: boolean;
  readonly set: ReadonlyMap<string, string>;
  readonly faults: readonly string[];
};

type Flag = {
  readonly variable: string;
  readonly switchValue: string | undefined;
  readonly isRepeatable: boolean;
};

/** By name, without the dashes; from the schema. */
function flagsOf({ schema }: Command): Map<string, Flag> {
  return new Map(
    Object.entries(schema.shape).flatMap(([name, variable]) => {
      const flag = flagOf(variable);
      if (flag === undefined) return [];
      const settings = { switchValue: switchValueOf(variable), isRepeatable: isRepeatable(variable) };
      return [[flag, { variable: name, ...settings }] as const];
    }),
  );
}

/** Reads `[command] [--flag value | --flag=value | --switch]…`; faults are collected, not thrown. */
export function parseCommandLine(args: readonly string[], command: Command): CommandLine {
  const flags = flagsOf(command);
  const options = Object.fromEntries(
    [...flags].map(([name, { switchValue }]) => [name, { type: switchValue ? "boolean" : "string" } as const]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...options, help: { type: "boolean", short: "h" } },
    strict: false,
    tokens: true,
  });
  const set = new Map<string, string>();
  const faults: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional" && token.value !== command.name) {
      faults.push(`expected \`run\`, \`doctor\`, \`report\` or no command, got \`${token.value}\``);
    }
    if (token.kind !== "option" || token.name === "help") continue;
    const flag = flags.get(token.name);
    if (flag === undefined) faults.push(`${token.rawName}: no such flag; --help lists them`);
    else if (flag.switchValue !== undefined) {
      if (token.value === undefined) set.set(flag.variable, flag.switchValue);
      else faults.push(`${token.rawName}: expected no value, got \`${token.value}\``);
    } else if (!token.value) faults.push(`${token.rawName}: expected a value, got none`);
    else {
      const before = flag.isRepeatable ? set.get(flag.variable) : undefined;
      set.set(flag.variable, before === undefined ? token.value : `${before}\n${token.value}`);
    }
  }
  return { wantsHelp: tokens.some((token) => token.kind === "option" && token.name === "help"), set, faults };
}

/** The configuration: flags before environment before defaults. Throws a ConfigError with the faults of both. */
export function readSettings<S extends z.ZodObject>(
  command: Command<S>,
  { set, faults }: CommandLine,
  env: Record<string, string | undefined>,
): z.output<S> {
  const nameOf = (variable: string) => {
    const flag = set.has(variable) ? flagOf((command.schema.shape as z.ZodRawShape)[variable] as z.ZodType) : undefined;
    return flag === undefined ? variable : `--${flag}`;
  };
  try {
    const config = readConfig(command.schema, { ...env, ...Object.fromEntries(set) }, nameOf);
    if (faults.length === 0) return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError([...faults, ...error.faults], { cause: error });
  }
  throw new ConfigError(faults);
}
