import { join } from "node:path";
import { localReceiver } from "../local-receiver.ts";
import { root } from "../root.ts";
import { runHere } from "../run-here.ts";

/** `vote-bot run` with its own flags and environment, beside `npm start`; it ends the process itself. */
export async function load(args: readonly string[]): Promise<number> {
  // It runs beside `npm start`, whose services have the fixed ports.
  process.env["PROM_PORT"] ||= "0";
  process.env["LISTEN_HOST"] ||= "127.0.0.1";
  // A person reads what comes: the live view and the report, and log lines only of what is wrong.
  process.env["LOG_LEVEL"] ||= "warn";
  process.env["VISIT_LINES"] ||= "off";
  Object.assign(process.env, await localReceiver(process.env));
  return await runHere(join(root, "services/vote-bot/src/main.ts"), ["run", ...args]);
}
