import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Report, reportSchema } from "@emojivoto/vote-bot/report/report.ts";
import { serviceEnvironment } from "../service-environment.ts";
import { type WatchedProcess, watchProcess } from "../watch-process.ts";

const services = join(import.meta.dirname, "../../../services");

/** As `npm run load` has it: a young generation of 16 MB, the usual one, costs 100 MB in a long run. */
const nodeFlags = ["--max-semi-space-size=8"];

export type LoadRun = {
  readonly bot: WatchedProcess;
  /** Resolves, when the run is over, to what `--out json=…` saved. */
  readonly report: Promise<Report>;
};

/** Runs `vote-bot run` with these flags, as a process of its own; the caller ends it where it does not end by itself. */
export function runLoad(args: readonly string[], env: Readonly<Record<string, string>> = {}): LoadRun {
  const folder = mkdtempSync(join(tmpdir(), "emojivoto-load-"));
  const path = join(folder, "report.json");
  const main = join(services, "vote-bot/src/main.ts");
  const child = spawn(process.execPath, [...nodeFlags, main, "run", "--out", `json=${path}`, ...args], {
    env: serviceEnvironment({ LOG_LEVEL: "warn", VISIT_LINES: "off", ...env }),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const bot = watchProcess("vote-bot", child);
  const report = bot.ended.then((end) => {
    try {
      return reportSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    } catch (error) {
      throw new Error(`vote-bot ended with ${end} and left no report:\n${bot.lines.join("\n")}`, { cause: error });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return { bot, report };
}
