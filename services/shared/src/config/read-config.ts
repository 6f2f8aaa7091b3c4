import type { z } from "zod";
import { ConfigError } from "./config-error.ts";

/** EX_CONFIG of sysexits.h: the exit code for a configuration that cannot be used. */
export const exitCodeConfig = 78;

/**
 * Reads the variables that `schema` names; an empty one counts as unset, as OpenTelemetry's and Kubernetes' do.
 * Throws a ConfigError that lists every fault, each as `NAME: expected …, got …`; `nameOf` says what to call a
 * variable there when it was not set by its own name.
 */
export function readConfig<S extends z.ZodObject>(
  schema: S,
  env: Record<string, string | undefined>,
  nameOf: (variable: string) => string = (variable) => variable,
): z.output<S> {
  const set = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, env[name] || undefined]));
  const result = schema.safeParse(set);
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues.map(({ path, message }) =>
      path.length > 0 ? `${nameOf(path.join("."))}: ${message}` : message,
    ),
  );
}

/** Runs `read`; a ConfigError it throws is printed, a line a fault, and ends the process with `exitCode`. */
export async function orExitOnConfigError<T>(read: () => T | Promise<T>, exitCode = exitCodeConfig): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const fault of error.faults) process.stderr.write(`${fault}\n`);
    process.exit(exitCode);
  }
}
