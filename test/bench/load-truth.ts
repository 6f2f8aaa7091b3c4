import { join } from "node:path";
import { parseArgs } from "node:util";
import { installK6, runK6 } from "../support/load/k6.ts";
import { runLoad } from "../support/load/run-load.ts";
import { startTarget } from "../support/load/start-target.ts";
import { type Measurement, measurementTable } from "../support/measurement-table.ts";
import { textTable } from "../support/text-table.ts";

// `npm run bench -- load-truth [--k6 off]`: whether vote-bot's percentiles are true. First against a server that stalls
// once for 2 s in a run of 12 s at 50/s, where they can be computed; then beside k6 on a server whose delays are known.

const { values } = parseArgs({ options: { k6: { type: "string", default: "on" } } });

const scenario = join(import.meta.dirname, "../support/load/one-get.ts");
const pacedScenario = join(import.meta.dirname, "../support/load/paced-get.ts");
const ratePerSecond = 50;

type Percentiles = { readonly p50: number; readonly p90: number; readonly p99: number };

const open = await load("stall", ["--rate", String(ratePerSecond), "--duration", "12s"]);
// One user, who comes some 50 times a second where the server answers at once.
const closed = await load("stall", [
  "--model",
  "closed",
  "--vus",
  "1",
  "--duration",
  "12s",
  "--scenario",
  pacedScenario,
]);
const truth = computedTruth();
console.log("a server that stalls once for 2 s, 50 requests a second for 12 s (times in ms):\n");
console.log(
  textTable([
    ["", "requests", "p50", "p90", "p99"],
    row("computed", 600, truth),
    row("open model", open.requests, open),
    row("closed model", closed.requests, closed),
  ]),
);

const measurements: Measurement[] = differences("open model and the computed value", open, truth, ["p90", "p99"], 5);
if (values.k6 === "on") measurements.push(...(await besideK6()));
console.log(`\n${measurementTable(measurements)}`);
const closedLies = closed.p99 < truth.p99 / 2;
console.log(`the closed model ${closedLies ? "hides" : "does not hide"} the stall`);
if (!closedLies || measurements.some(({ value, limit }) => value > limit)) process.exitCode = 1;

type Measured = Percentiles & { readonly requests: number };

async function load(mode: "stall" | "delays", flags: readonly string[]): Promise<Measured> {
  const target = await startTarget(mode);
  try {
    const { report } = runLoad(["--target", target.address, "--scenario", scenario, "--trace", "off", ...flags]);
    const { trends, requests } = await report;
    const { p50, p90, p99 } = trends["http_req_duration"]!;
    return { p50, p90, p99, requests: requests.sent };
  } finally {
    await target.process.stop();
  }
}

async function besideK6(): Promise<Measurement[]> {
  const program = installK6();
  const ours = await load("delays", ["--rate", String(ratePerSecond), "--duration", "30s"]);
  const k6 = await byK6(program);
  console.log("\na server whose delays are 20 to 500 ms, 50 requests a second for 30 s (times in ms):\n");
  console.log(
    textTable([
      ["", "requests", "p50", "p90", "p99"],
      row("vote-bot", ours.requests, ours),
      row("k6", k6.requests, k6),
    ]),
  );
  return differences("vote-bot and k6, known delays", ours, k6, ["p50", "p90", "p99"], 10);
}

async function byK6(program: string): Promise<Measured> {
  const target = await startTarget("delays");
  try {
    const { summary } = runK6(program, { target: target.address, ratePerSecond, seconds: 30 });
    const { requests, p50Ms: p50, p90Ms: p90, p99Ms: p99 } = await summary;
    return { requests, p50, p90, p99 };
  } finally {
    await target.process.stop();
  }
}

/**
 * The requests that were due while the server stalled waited until it went on, a hundred of them, evenly spread; the
 * others took no time.
 */
function computedTruth(): Percentiles {
  const stall = { fromMs: 5_000, lengthMs: 2_000 };
  const waits = Array.from({ length: 12 * ratePerSecond }, (_, index) => {
    const sinceMs = (index * 1_000) / ratePerSecond - stall.fromMs;
    return sinceMs >= 0 && sinceMs < stall.lengthMs ? stall.lengthMs - sinceMs : 0;
  }).toSorted((a, b) => a - b);
  const at = (percent: number) => waits[Math.ceil((percent / 100) * waits.length) - 1]!;
  return { p50: at(50), p90: at(90), p99: at(99) };
}

function differences(
  what: string,
  one: Percentiles,
  other: Percentiles,
  names: readonly (keyof Percentiles)[],
  limit: number,
): Measurement[] {
  return names.map((name) => {
    const value = (Math.abs(one[name] - other[name]) / other[name]) * 100;
    return { name: `${what}: ${name} differs by`, value, limit, unit: "%" };
  });
}

function row(name: string, requests: number, { p50, p90, p99 }: Percentiles): string[] {
  return [name, String(requests), ...[p50, p90, p99].map((value) => value.toFixed(1))];
}
