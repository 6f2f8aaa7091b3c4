import { parseArgs } from "node:util";

/** The flags of `npm start`, with what is wrong with them. */
export type Flags = {
  /** As given; its value is checked with the variable it stands for. */
  readonly rate: string | undefined;
  readonly withBot: boolean;
  readonly withMesh: boolean;
  readonly verbose: boolean;
  readonly help: boolean;
  /** A line each. */
  readonly faults: readonly string[];
};

const options = {
  rate: { type: "string" },
  "no-bot": { type: "boolean" },
  mesh: { type: "boolean" },
  verbose: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

const isKnown = (name: string): name is keyof typeof options => Object.hasOwn(options, name);

/** Reads what stands after `npm start --`; never throws, so that faults of flags and variables are told together. */
export function readFlags(args: readonly string[]): Flags {
  const { values, tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const faults = tokens.flatMap((token) => {
    if (token.kind === "positional") return [`expected a flag, got \`${token.value}\``];
    if (token.kind !== "option") return [];
    return faultOf(token.name, token.rawName, token.value);
  });
  return {
    rate: typeof values.rate === "string" ? values.rate : undefined,
    withBot: values["no-bot"] !== true,
    withMesh: values.mesh === true,
    verbose: values.verbose === true,
    help: values.help === true,
    faults,
  };
}

function faultOf(name: string, rawName: string, value: string | undefined): string[] {
  if (!isKnown(name)) return [`${rawName}: unknown flag; \`npm start -- --help\` lists them`];
  const takesValue = options[name].type === "string";
  if (takesValue && !value) return [`${rawName}: expected a value, like \`${rawName} 5\``];
  if (!takesValue && value !== undefined) return [`${rawName}: expected no value, got \`${value}\``];
  return [];
}
