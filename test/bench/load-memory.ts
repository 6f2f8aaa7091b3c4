import { setTimeout as delay } from "node:timers/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { medianOf } from "../support/drive.ts";
import { runLoad } from "../support/load/run-load.ts";
import { startTarget } from "../support/load/start-target.ts";
import { type Measurement, measurementTable } from "../support/measurement-table.ts";
import { residentMiB } from "../support/processes.ts";

// `npm run bench -- load-memory [--minutes 10]`: what vote-bot's memory does while it sends 2,000 requests a second.

const { values } = parseArgs({ options: { minutes: { type: "string", default: "10" } } });
const minutes = Number(values.minutes);
if (!(minutes >= 3)) throw new Error(`--minutes: expected 3 or more, got \`${values.minutes}\``);
const scenario = join(import.meta.dirname, "../support/load/one-get.ts");

const target = await startTarget("instant");
try {
  const flags = [
    "--scenario",
    scenario,
    "--rate",
    "2000",
    "--duration",
    `${minutes}m`,
    "--trace",
    "off",
    "--ui",
    "plain",
  ];
  const { bot, report: saved } = runLoad(["--target", target.address, ...flags]);
  const byMinute: number[][] = [];
  for (let second = 0; second < minutes * 60 - 2; second += 1) {
    await delay(1_000);
    (byMinute[Math.floor(second / 60)] ??= []).push(residentMiB(bot.process.pid!));
  }
  const report = await saved;
  const medians = byMinute.map(medianOf);
  process.stderr.write(`MiB by minute: ${medians.map((value) => value.toFixed(0)).join(" ")}\n`);
  const measurements: Measurement[] = [
    { name: "resident memory at most", value: Math.max(...byMinute.flat()), limit: 200, unit: "MiB" },
    { name: "last minute, of the second", value: medians.at(-1)! / medians[1]!, limit: 1.1, unit: "×" },
    { name: "requests that failed", value: report.requests.sent - report.requests.ok, limit: 0, unit: "" },
  ];
  console.log(measurementTable(measurements));
  if (measurements.some(({ value, limit }) => value > limit)) process.exitCode = 1;
} finally {
  await target.process.stop();
}
