import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { durationFlag } from "../support/duration-flag.ts";
import { drive } from "../support/drive.ts";
import { readMetric } from "../support/read-metric.ts";
import { startSupervisor, type Supervisor } from "../support/start-supervisor.ts";
import { type SummarizedTrace, whatIsMissing } from "../support/whole-visit.ts";

// `npm run bench -- completeness [--rate 100] [--duration 60s]`: whether every visit's trace is whole in the local
// store, proxies' spans and all; then, with more votes than the queues can hold, whether every span that is not in the
// store was counted as lost.

const { values } = parseArgs({
  options: { rate: { type: "string", default: "100" }, duration: { type: "string", default: "60s" } },
});
const durationMs = durationFlag("duration", values.duration);

/** The proxies send their spans every 10 s. */
const meshIntervalMs = 10_000;

/** A vote from outside with its calls: 6 spans of the services, and 4 of the proxies for each of the two calls. */
const spansOfAVote = 6 + 8;

const isWhole = await runVisits(durationMs);
const isCounted = await saturate();
if (!isWhole || !isCounted) process.exitCode = 1;

async function runVisits(forMs: number): Promise<boolean> {
  return await withStart(["--mesh", "--rate", values.rate], {}, async (start) => {
    await start.url();
    await delay(forMs);
    // Each visit's line has its status and its trace.
    const visits = start.lines.flatMap((line) => /Voting for .* trace ([0-9a-f]{32})$/.exec(line)?.[1] ?? []);
    await delay(meshIntervalMs + 5_000);
    const port = await start.portOf("traces", "http");
    const stored = await summaries(port);
    const faults = visits.flatMap((traceId) => {
      const missing = whatIsMissing(stored.get(traceId));
      return missing === undefined ? [] : [`${traceId}: ${missing}`];
    });
    for (const fault of faults.slice(0, 10)) process.stderr.write(`${fault}\n`);
    const whole = visits.length - faults.length;
    const share = ((100 * whole) / visits.length).toFixed(2);
    console.log(`${whole} of ${visits.length} visits at ${values.rate}/s are whole traces: ${share} %`);
    const evicted = await readMetric(port, "trace_store_spans_evicted_total");
    if (evicted > 0) console.log(`the store was too small: ${evicted} spans made room for newer ones`);
    return faults.length === 0 && visits.length >= 0.95 * Number(values.rate) * (forMs / 1_000);
  });
}

async function saturate(): Promise<boolean> {
  const tooSmall = { OTEL_BSP_MAX_QUEUE_SIZE: "32", OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "16" };
  return await withStart(["--mesh", "--no-bot"], tooSmall, async (start) => {
    const url = `${await start.url()}/api/vote?choice=:joy:`;
    const store = await start.portOf("traces", "http");
    const { sent, failed } = await drive({ url, ratePerSecond: 400, durationMs: 10_000 });
    if (failed > 0) throw new Error(`${failed} of ${sent} votes failed`);
    await delay(meshIntervalMs + 5_000);
    const received = await readMetric(store, "trace_store_spans_received_total");
    const admins = await Promise.all(["web", "emoji", "voting"].map((name) => start.portOf(name, "admin")));
    const lost = await Promise.all([
      ...admins.map((port) => readMetric(port, "emojivoto_telemetry_spans_lost_total")),
      readMetric(await start.portOf("mesh", "admin"), "emojivoto_mesh_spans_dropped_total"),
    ]);
    const made = sent * spansOfAVote;
    const counted = lost.reduce((sum, count) => sum + count, 0);
    console.log(`${sent} votes made ${made} spans: ${received} in the store, ${counted} counted as lost`);
    return made === received + counted && counted > 0;
  });
}

async function withStart<T>(
  flags: readonly string[],
  env: Readonly<Record<string, string>>,
  use: (start: Supervisor) => Promise<T>,
): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), "emojivoto-bench-"));
  const start = startSupervisor(dataDir, { flags, env: { TRACE_STORE_MAX_MB: "512", ...env }, keep: true });
  try {
    return await use(start);
  } finally {
    await start.stop();
    rmSync(dataDir, { recursive: true });
  }
}

async function summaries(port: number): Promise<Map<string, SummarizedTrace>> {
  const response = await fetch(`http://127.0.0.1:${port}/api/summaries?limit=10000`);
  const { traces } = (await response.json()) as { traces: SummarizedTrace[] };
  return new Map(traces.map((trace) => [trace.traceId, trace]));
}
