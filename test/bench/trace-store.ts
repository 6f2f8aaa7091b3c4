import { type Measurement, measurementTable } from "../support/measurement-table.ts";
import { createOtlpClient } from "../support/otlp-client.ts";
import { startTraceStore } from "../support/start-trace-store.ts";
import { spansAVisit, visitSpans } from "../support/visit-spans.ts";

// `npm run bench -- trace-store`: what a span costs the local trace store, its memory when it is full and churns, and
// its queries. Batches of about 512 spans over OTLP/gRPC, as the services and the mesh send them.

const visitsARound = 25;
const spans = 600_000;
const queries = 15;
const jaegerQuery = "/api/traces?service=web&limit=100";

// As the supervisor starts it; the first start of a checkout fills the compile cache.
const start = () => startTraceStore({ NODE_OPTIONS: "--max-semi-space-size=4" });
await (await start()).stop();
const store = await start();
const client = createOtlpClient(store.otlpGrpc);
try {
  // It compiles, and fills: 300,000 spans are more than it keeps.
  await send(300_000);
  const before = await metrics();
  const startedAt = performance.now();
  await send(spans);
  const tookS = (performance.now() - startedAt) / 1_000;
  const after = await metrics();
  const cpuS = after("process_cpu_seconds_total") - before("process_cpu_seconds_total");
  const taken = after("trace_store_spans_received_total") - before("trace_store_spans_received_total");
  if (taken < spans) throw new Error(`the store took ${taken} of ${spans} spans`);
  process.stderr.write(
    `${Math.round(taken / tookS)} spans/s sent; ${Math.round(taken / cpuS)} a CPU-second taken; ` +
      `${after("trace_store_traces")} traces of ${after("trace_store_spans")} spans kept\n`,
  );
  const measurements: Measurement[] = [
    { name: "CPU a span", value: (cpuS / taken) * 1e6, limit: 50, unit: "µs" },
    { name: "resident, full", value: after("process_resident_memory_bytes") / 2 ** 20, limit: 150, unit: "MiB" },
    await query(`100 traces of ${spansAVisit.meshed} spans whole, as Jaeger has them`, jaegerQuery, 150),
    await query("100 traces in the page's list", "/api/summaries?service=web&limit=100"),
    await query("topology", "/api/topology?mesh=shown"),
    await query("golden signals", "/api/signals"),
  ];
  await Promise.all(visitSpans(100, { mesh: false }).map((payload) => client.send(payload)));
  measurements.push(await query(`100 traces of ${spansAVisit.plain} spans whole, as Jaeger has them`, jaegerQuery));
  console.log(measurementTable(measurements));
  if (measurements.some(({ value, limit }) => value > limit)) process.exitCode = 1;
} finally {
  client.close();
  await store.stop();
}

async function send(count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += visitsARound * spansAVisit.meshed) {
    await Promise.all(visitSpans(visitsARound).map((payload) => client.send(payload)));
  }
}

/** The value of each metric by its name. */
async function metrics(): Promise<(name: string) => number> {
  const text = await (await fetch(`${store.query}/metrics`)).text();
  return (name) => Number(new RegExp(`^${name} (\\S+)`, "m").exec(text)?.[1]);
}

/** The median of a few. */
async function query(name: string, path: string, limit = 50): Promise<Measurement> {
  const tookMs: number[] = [];
  for (let run = 0; run < queries; run++) {
    const startedAt = performance.now();
    await (await fetch(store.query + path)).text();
    tookMs.push(performance.now() - startedAt);
  }
  return { name, value: tookMs.toSorted((a, b) => a - b)[Math.floor(queries / 2)] ?? NaN, limit, unit: "ms" };
}
