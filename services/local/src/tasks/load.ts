import { join } from "node:path";
import { loadDefaults } from "../load-defaults.ts";
import { root } from "../root.ts";
import { runHere } from "../run-here.ts";

/** `vote-bot run`, or `report` of a saved run, with its own flags and environment; it ends the process itself. */
export async function load(args: readonly string[]): Promise<number> {
  const main = join(root, "services/vote-bot/src/main.ts");
  if (args[0] === "report") return await runHere(main, args);
  Object.assign(process.env, await loadDefaults(process.env, args));
  return await runHere(main, ["run", ...args]);
}
