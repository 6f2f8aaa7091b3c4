import { join } from "node:path";
import { localReceiver } from "../local-receiver.ts";
import { root } from "../root.ts";
import { runHere } from "../run-here.ts";

/** `vote-bot doctor` with its own flags and environment, beside `npm start`; it ends the process itself. */
export async function doctor(args: readonly string[]): Promise<number> {
  Object.assign(process.env, await localReceiver(process.env));
  return await runHere(join(root, "services/vote-bot/src/main.ts"), ["doctor", ...args]);
}
