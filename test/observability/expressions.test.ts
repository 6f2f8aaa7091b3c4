import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { jaegerProgram } from "../support/start-jaeger.ts";
import { prometheusProgram } from "../support/start-prometheus.ts";
import { idleExpressions } from "./idle-expressions.ts";
import { type LiveExpression, liveExpressions } from "./live-expressions.ts";
import { type ObservedSystem, startObservedSystem } from "./start-observed-system.ts";

const soon = { timeout: 30_000, interval: 500 };

/** What also fires where the machine has more to do than it can. */
const ofSlowness = "Emojivoto(Latency.*|EventLoopLag)";

let system: ObservedSystem;

type Samples = {
  readonly result: readonly { readonly metric: Record<string, string>; readonly value: [number, string] }[];
};

async function samplesOf(expr: string): Promise<Samples["result"]> {
  const { result } = (await system.prometheus.ask("query", { query: expr })) as Samples;
  return result.filter(({ value: [, value] }) => value !== "NaN");
}

async function withoutData(expressions: readonly LiveExpression[]): Promise<LiveExpression[]> {
  const counts = await Promise.all(expressions.map(async ({ expr }) => (await samplesOf(expr)).length));
  return expressions.filter((_, index) => counts[index] === 0);
}

const isIdle = ({ expr }: LiveExpression) => idleExpressions.some(({ part }) => expr.includes(part));

const whereOf = (expressions: readonly LiveExpression[]) => expressions.map(({ where }) => where);

async function firing(): Promise<string[]> {
  const alerts = await samplesOf(`count by (alertname) (ALERTS{alertstate="firing", alertname!~"${ofSlowness}"})`);
  return alerts.map(({ metric }) => metric["alertname"] ?? "").toSorted();
}

type Exemplars = readonly { readonly exemplars: readonly { readonly labels: { readonly trace_id: string } }[] }[];

/** The trace id of one of the last minute. */
async function exemplarOf(query: string): Promise<string | undefined> {
  const end = Date.now() / 1_000;
  const series = await system.prometheus.ask("query_exemplars", { query, start: `${end - 60}`, end: `${end}` });
  return (series as Exemplars)[0]?.exemplars[0]?.labels.trace_id;
}

const isMissing = prometheusProgram === undefined || jaegerProgram === undefined;

describe.skipIf(isMissing)("a real Prometheus and Jaeger (their programs in PROMETHEUS_BIN and JAEGER_BIN)", () => {
  beforeAll(async () => {
    system = await startObservedSystem({ jaeger: jaegerProgram!, prometheus: prometheusProgram! });
  });

  afterAll(() => system.stop());

  test.each([
    "http_server_request_duration_seconds_bucket",
    'rpc_server_call_duration_seconds_bucket{rpc_status_code="OK"}',
    "emojivoto_votes_total",
  ])("an exemplar of %s is the trace of a visit", async (query) => {
    await vi.waitFor(async () => {
      const trace = await fetch(`${system.jaeger.query}/api/traces/${await exemplarOf(query)}`);
      expect(await trace.text()).toContain('"operationName":"visit"');
    }, soon);
  });

  test("a healthy system, whose doughnut fails, fires nothing", async () => {
    await vi.waitFor(async () => {
      expect(await samplesOf('emojivoto_visits_total{outcome="expected"} > 0')).toHaveLength(2);
      expect(await samplesOf("emojivoto:rpc_client_errors:ratio_rate3d")).toHaveLength(1);
    }, soon);
    expect(await firing()).toEqual([]);
  });

  test("a voting that is gone fires the alerts about it, the votes and the visits", async () => {
    const startAgain = await system.loseVoting();
    await vi.waitFor(async () => {
      expect(await firing()).toEqual([
        "EmojivotoAvailabilityBurn",
        "EmojivotoAvailabilityFastBurn",
        "EmojivotoAvailabilitySlowBurn",
        "EmojivotoBackendUnreachable",
        "EmojivotoServiceDown",
        "EmojivotoVisitsFailing",
        "EmojivotoVotesFailing",
      ]);
    }, soon);
    await startAgain();
  });

  test("every expression of the dashboards and rules has data, or is idle for a reason that is known", async () => {
    const expected = whereOf(liveExpressions.filter(isIdle));
    await vi.waitFor(async () => expect(whereOf(await withoutData(liveExpressions))).toEqual(expected), soon);
  });
});

test("an expression that is called idle is in a dashboard or a rule", () => {
  const unused = idleExpressions.filter(({ part }) => !liveExpressions.some(({ expr }) => expr.includes(part)));
  expect(unused).toEqual([]);
});
