import { pathToFileURL } from "node:url";

/**
 * Runs a program's main file in this process, as if Node had been started with it: signals reach it directly.
 * Resolves to the exit code it has set, once its module is done.
 */
export async function runHere(file: string, args: readonly string[]): Promise<number> {
  process.argv.splice(1, Infinity, file, ...args);
  await import(pathToFileURL(file).href);
  return Number(process.exitCode ?? 0);
}
