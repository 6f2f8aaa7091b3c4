import { runTool } from "../run-tool.ts";

/** Runs all tests once, or those that `args` (vitest's) choose. */
export const test = (args: readonly string[]): Promise<number> => runTool("vitest", ["run", ...args]);
