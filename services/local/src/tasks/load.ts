import { join } from "node:path";
import { loadDefaults } from "../load-defaults.ts";
import { root } from "../root.ts";
import { runHere } from "../run-here.ts";

/** `vote-bot run` with its own flags and environment, beside `npm start`; it ends the process itself. */
export async function load(args: readonly string[]): Promise<number> {
  Object.assign(process.env, await loadDefaults(process.env, args));
  return await runHere(join(root, "services/vote-bot/src/main.ts"), ["run", ...args]);
}
