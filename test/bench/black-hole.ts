import { parseArgs } from "node:util";
import { durationFlag } from "../support/duration-flag.ts";
import { createSink } from "../support/create-sink.ts";
import { drive, medianOf } from "../support/drive.ts";
import { type Measurement, measurementTable } from "../support/measurement-table.ts";
import { residentMiB } from "../support/processes.ts";
import { type Stack, startStack } from "../support/start-stack.ts";

// `npm run bench -- black-hole [--duration 10m]`: votes while the receiver of traces takes requests and never answers,
// the queue full, against votes with a receiver that answers; in turns and in one run.

const { values } = parseArgs({ options: { duration: { type: "string", default: "10m" } } });
const durationMs = durationFlag("duration", values.duration);

/** A young generation as `npm start` gives it: what memory grows by is then what is kept. */
const common = { OTEL_BSP_MAX_QUEUE_SIZE: "2048", NODE_OPTIONS: "--max-semi-space-size=4" };
const sink = await createSink();
const hole = await createSink({ answers: false });
const healthy = await startStack({ env: { ...common, ...sink.env } });
const holed = await startStack({ env: { ...common, ...hole.env } });
let stopped = false;
try {
  // 4,000 votes: voting's queue, which gets the fewest spans, is full too.
  for (const stack of [healthy, holed]) await vote(stack, 400, 10_000);
  const ratios: number[] = [];
  const endsAt = performance.now() + durationMs;
  while (performance.now() < endsAt) ratios.push(await pair(ratios.length));
  const [memory, healthyMemory] = [memoryOf(holed), memoryOf(healthy)];
  const stopStartedAt = performance.now();
  stopped = true;
  await holed.stop();
  const stopS = (performance.now() - stopStartedAt) / 1_000;
  const measurements: Measurement[] = [
    {
      name: `a vote's median takes longer by (${ratios.length} pairs)`,
      value: (medianOf(ratios) - 1) * 100,
      limit: 10,
      unit: "%",
    },
    ...Object.keys(memory).map((name) => ({
      name: `${name} is larger by`,
      value: memory[name]! - healthyMemory[name]!,
      limit: 40,
      unit: "MiB",
    })),
    { name: "all three are stopped within", value: stopS, limit: 3, unit: "s" },
  ];
  console.log(measurementTable(measurements));
  if (measurements.some(({ value, limit }) => value > limit)) process.exitCode = 1;
} finally {
  if (!stopped) await holed.stop();
  await Promise.all([healthy.stop(), sink.close(), hole.close()]);
}

/** One measurement of each, in an order that alternates; resolves to the ratio of their medians. */
async function pair(index: number): Promise<number> {
  const order = index % 2 === 0 ? [holed, healthy] : [healthy, holed];
  const medians = new Map<Stack, number>();
  for (const stack of order) medians.set(stack, medianOf(await vote(stack, 100, 1_000)));
  return medians.get(holed)! / medians.get(healthy)!;
}

async function vote({ url }: Stack, ratePerSecond: number, forMs: number): Promise<readonly number[]> {
  const { latenciesMs, failed, sent } = await drive({
    url: `${url}/api/vote?choice=:joy:`,
    ratePerSecond,
    durationMs: forMs,
  });
  if (failed > 0) throw new Error(`${failed} of ${sent} votes failed`);
  return latenciesMs;
}

function memoryOf({ web, emoji, voting }: Stack): Record<string, number> {
  return Object.fromEntries([web, emoji, voting].map(({ name, process: { pid } }) => [name, residentMiB(pid!)]));
}
