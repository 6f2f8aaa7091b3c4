import { setTimeout as delay } from "node:timers/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createSink } from "../support/create-sink.ts";
import { medianOf } from "../support/drive.ts";
import { installK6, runK6 } from "../support/load/k6.ts";
import { runLoad } from "../support/load/run-load.ts";
import { startTarget } from "../support/load/start-target.ts";
import { type Measurement, measurementTable } from "../support/measurement-table.ts";
import { processorSeconds } from "../support/processes.ts";

// `npm run bench -- load-generator [--rounds 3] [--seconds 15]`: how late vote-bot is at 4,000 requests a second from one
// process, and its processor time for a request against k6's at 2,000/s, in turns and in one run; medians of the rounds.

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "3" }, seconds: { type: "string", default: "15" } },
});
const seconds = Number(values.seconds);
const warmupSeconds = 4;
const scenario = join(import.meta.dirname, "../support/load/one-get.ts");

const k6Program = installK6();
const target = await startTarget("instant");
const sink = await createSink();
try {
  const [untraced, traced]: [Schedule[], Schedule[]] = [[], []];
  const ratios: number[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    untraced.push(await schedule(["--trace", "off"]));
    traced.push(await schedule(["--trace", "always"], sink.env));
    process.stderr.write(`at 4,000/s untraced: ${describe(untraced.at(-1)!)}\n`);
    process.stderr.write(`at 4,000/s, every visit traced and exported: ${describe(traced.at(-1)!)}\n`);
    const ours = await ourCost();
    const k6s = await k6Cost();
    process.stderr.write(`at 2,000/s vote-bot ${ms(ours)} and k6 ${ms(k6s)} of processor time a request\n`);
    ratios.push(ours / k6s);
  }
  const lagOf = (runs: readonly Schedule[]) => medianOf(runs.map(({ lagP99Ms }) => lagP99Ms));
  const missing = untraced.reduce((sum, run) => sum + run.missing, 0);
  const measurements: Measurement[] = [
    { name: "p99 schedule error at 4,000/s, untraced", value: lagOf(untraced), limit: 5, unit: "ms" },
    { name: "requests that were not sent", value: missing, limit: 0, unit: "" },
    { name: "processor time of a request, of k6's", value: medianOf(ratios), limit: 1, unit: "×" },
  ];
  console.log(measurementTable(measurements));
  console.log(`p99 schedule error at 4,000/s, every visit traced and exported: ${lagOf(traced).toFixed(1)} ms`);
  if (measurements.some(({ value, limit }) => value > limit)) process.exitCode = 1;
} finally {
  await Promise.all([target.process.stop(), sink.close()]);
}

type Schedule = {
  readonly lagP99Ms: number;
  readonly lagP50Ms: number;
  readonly missing: number;
  readonly cpu: number;
};

/** 4,000 visits of one request a second. */
async function schedule(flags: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Schedule> {
  const ratePerSecond = 4_000;
  const { bot, report: saved } = start(ratePerSecond, flags, env);
  const cpu = await processorTime(bot.process.pid!);
  const report = await saved;
  const lag = report.trends["dispatch_lag"]!;
  const missing = ratePerSecond * seconds - report.requests.ok;
  return { lagP99Ms: lag.p99, lagP50Ms: lag.p50, missing, cpu: cpu / ratePerSecond };
}

async function ourCost(): Promise<number> {
  const { bot, report } = start(2_000, ["--trace", "off"], {});
  const cpu = await processorTime(bot.process.pid!);
  const { requests } = await report;
  if (requests.ok !== requests.sent) throw new Error(`${requests.sent - requests.ok} requests failed`);
  return cpu / 2_000;
}

async function k6Cost(): Promise<number> {
  const run = { target: target.address, ratePerSecond: 2_000, seconds: warmupSeconds + seconds };
  const { k6, summary } = runK6(k6Program, run);
  const cpu = await processorTime(k6.process.pid!);
  await summary;
  return cpu / 2_000;
}

function start(ratePerSecond: number, flags: readonly string[], env: Readonly<Record<string, string>>) {
  const time = ["--duration", `${warmupSeconds + seconds}s`, "--warmup", `${warmupSeconds}s`];
  const load = ["--target", target.address, "--scenario", scenario, "--rate", String(ratePerSecond), ...time];
  return runLoad([...load, "--ui", "plain", ...flags], env);
}

/** Processor seconds that a process uses in a second, once it has warmed up. */
async function processorTime(pid: number): Promise<number> {
  // A second more for its start.
  await delay((warmupSeconds + 1) * 1_000);
  const before = processorSeconds(pid);
  const startedAt = performance.now();
  await delay((seconds - 3) * 1_000);
  return (processorSeconds(pid) - before) / ((performance.now() - startedAt) / 1_000);
}

function describe({ lagP50Ms, lagP99Ms, cpu, missing }: Schedule): string {
  const lag = `schedule error p50 ${lagP50Ms.toFixed(2)} ms, p99 ${lagP99Ms.toFixed(2)} ms`;
  return `${lag}, ${ms(cpu)} of processor time a request, ${missing} not answered`;
}

function ms(ofRequest: number): string {
  return `${(ofRequest * 1_000).toFixed(3)} ms`;
}
