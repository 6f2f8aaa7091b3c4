import { createJaegerClient, type JaegerClient } from "@emojivoto/vote-bot/jaeger/create-jaeger-client.ts";
import type { TraceSpan } from "@emojivoto/vote-bot/jaeger/trace-span.ts";
import type { Report } from "@emojivoto/vote-bot/report/report.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runLoad } from "../support/load/run-load.ts";
import { expectReportInvariants } from "../support/report-invariants.ts";
import { slowTests } from "../support/slow-tests.ts";
import type { TraceBackend } from "../support/start-jaeger.ts";
import { type Stack, startStack } from "../support/start-stack.ts";
import { startTraceStore } from "../support/start-trace-store.ts";

/** Longer than a busy machine takes for anything else. */
const artificialDelayMs = 300;
/** More than there are. */
const everyTrace = 1_500;

describe.skipIf(!slowTests)("whole runs beside a trace store (SLOW_TESTS=on)", () => {
  let store: TraceBackend;
  let jaeger: JaegerClient;
  const reports = new Map<"always" | "ratio:0.3" | "off", Report>();
  const reportOf = (trace: "always" | "ratio:0.3" | "off") => reports.get(trace)!;

  beforeAll(async () => {
    store = await startTraceStore({ TRACE_STORE_MAX_MB: "256" });
    jaeger = createJaegerClient(new URL(store.query));
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: store.otlpHttp };
    const stack = await startStack({ env, votingEnv: { ARTIFICIAL_DELAY: `${artificialDelayMs}ms` } });
    const run = async (trace: "always" | "ratio:0.3" | "off", duration: string) => {
      const flags = [...flagsFor(stack, store), "--trace", trace, "--duration", duration];
      reports.set(trace, await runLoad(flags, env).report);
    };
    await run("always", "4s");
    await run("ratio:0.3", "2s");
    await run("off", "1s");
    // Services that stop send what they have.
    await stack.stop();
  });

  afterAll(() => store.stop());

  test.each(["always", "ratio:0.3", "off"] as const)("--trace %s: every request that was sent is named", (trace) => {
    const report = reportOf(trace);
    expectReportInvariants(report);
    expect(report.requests).toMatchObject({ error: 0, timeout: 0, aborted: 0 });
    expect(report.slowest).toHaveLength(report.requests.sent);
  });

  test("every request of a run is in the store, as its own span in its own trace, and what served it below", async () => {
    const { slowest } = reportOf("always");
    expect(slowest.filter(({ sampled }) => !sampled)).toEqual([]);
    expect(new Set(slowest.map(({ spanId }) => spanId)).size).toBe(slowest.length);
    expect(await missingFrom(jaeger, slowest)).toEqual([]);
  });

  test("a request that is not sampled has no link and no span", async () => {
    const { slowest } = reportOf("ratio:0.3");
    const [sampled, others] = [slowest.filter((one) => one.sampled), slowest.filter((one) => !one.sampled)];
    expect(sampled.length).toBeGreaterThan(0);
    expect(await missingFrom(jaeger, sampled)).toEqual([]);
    expect(others.length).toBeGreaterThan(sampled.length);
    expect(others.filter(({ url, spanId }) => url !== undefined || spanId !== undefined)).toEqual([]);
    expect(reportOf("off").slowest.filter(({ sampled: isSampled }) => isSampled)).toEqual([]);
  });

  test("no service left a trace of a visit that was not sampled", async () => {
    const sampled = [...reports.values()].flatMap(({ slowest }) => slowest).filter((request) => request.sampled);
    expect(await traceIdsIn(jaeger)).toEqual(new Set(sampled.map(({ traceId }) => traceId)));
  });

  test("the slowest requests say that voting took the time, and no more of it than there was", () => {
    const slowest = reportOf("always").slowest.slice(0, 10);
    const held = slowest.filter(({ spent }) => spent?.[0]?.service === "voting");
    // On a busy machine something else may be slower still.
    expect(held.length).toBeGreaterThan(5);
    for (const { spent = [], serviceTimeMs } of held) {
      expect(spent[0]?.operation).toMatch(/^(?:emojivoto\.v1\.VotingService\/Vote\w+|ballot)$/);
      expect(spent[0]?.ms).toBeGreaterThanOrEqual(artificialDelayMs - 1);
      expect(spent.reduce((sum, { ms }) => sum + ms, 0)).toBeLessThan(serviceTimeMs + 1);
    }
  });

  test("nothing is said of where the time went without a trace", () => {
    const told = ["ratio:0.3", "off"] as const;
    const unsampled = told.flatMap((trace) => reportOf(trace).slowest).filter(({ sampled }) => !sampled);
    expect(unsampled.filter(({ spent }) => spent !== undefined)).toEqual([]);
  });
});

/** Requests of every kind: open routes, v1 with a token, ballots on a session. */
function flagsFor({ url, voting, credentials }: Stack, { query }: TraceBackend): string[] {
  const { appKey, appSecretFile } = credentials;
  const auth = ["--app-key", appKey, "--app-secret-file", appSecretFile];
  const grpc = ["--grpc-target", `127.0.0.1:${voting.ports["grpc"]}`];
  const load = ["--scenario", "classic=2,auth=1,grpc=1", "--rate", "25", "--doughnut", "0.1", "--seed", "spring"];
  return ["--target", url, ...auth, ...grpc, ...load, "--jaeger", query, "--slowest", "100000"];
}

type Named = Report["slowest"][number];

/** The requests whose span, or a SERVER span right below it, the store has not. */
async function missingFrom(jaeger: JaegerClient, requests: readonly Named[]): Promise<Named[]> {
  const traceIds = [...new Set(requests.map(({ traceId }) => traceId))];
  const traces = new Map(await Promise.all(traceIds.map(async (id) => [id, await jaeger.trace(id)] as const)));
  const isThere = ({ traceId, spanId }: Named) => {
    const spans = traces.get(traceId) ?? [];
    return spans.some(isCallOf(spanId)) && spans.some((span) => span.kind === "SERVER" && span.parentSpanId === spanId);
  };
  return requests.filter((request) => !isThere(request));
}

function isCallOf(id: string | undefined): (span: TraceSpan) => boolean {
  return ({ service, kind, spanId }) => service === "vote-bot" && kind === "CLIENT" && spanId === id;
}

async function traceIdsIn(jaeger: JaegerClient): Promise<Set<string>> {
  const found = new Set<string>();
  for (const service of await jaeger.services()) {
    const traces = await jaeger.traces({ service, fromMs: 0, toMs: Date.now(), limit: everyTrace });
    for (const { traceId } of traces.flat()) found.add(traceId);
  }
  return found;
}
