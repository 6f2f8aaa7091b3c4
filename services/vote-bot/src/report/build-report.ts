import type { Config } from "../config.ts";
import { tracePageUrl } from "../jaeger/trace-page-url.ts";
import { type RequestCell, statusClass } from "../measure/cells.ts";
import { distributionOf, type Histogram, mergeHistograms } from "../measure/histogram.ts";
import type { Interval } from "../measure/intervals.ts";
import { type Distribution, trendMetrics } from "../measure/measured.ts";
import { otherRoutes } from "../measure/route-names.ts";
import type { RequestRecord } from "../measure/request-record.ts";
import type { Run } from "../run/create-run.ts";
import { describeMix, type Load } from "../run/load.ts";
import type { Verdict } from "../thresholds/threshold.ts";
import {
  type Latency,
  type Report,
  reportSchemaId,
  type RouteRow,
  type SeriesPoint,
  type TracedRequest,
} from "./report.ts";
import { warningsOf } from "./warnings.ts";

export type Ending = Pick<Report, "end" | "exitCode">;

export type ReportParts = {
  readonly config: Config;
  readonly load: Load;
  readonly run: Run;
  readonly startedAt: Date;
  readonly verdicts: readonly Verdict[];
  readonly ending: Ending;
  /** Spans of this process that no receiver took. */
  readonly spansLost: number;
};

/** The report of a run that is over. */
export function buildReport({ config, load, run, startedAt, verdicts, ending, spansLost }: ReportParts): Report {
  const { recorder } = run;
  const { measured } = recorder;
  const { connectionsOpened, resent } = run.connections();
  const requests = { ...recorder.requests(), resent };
  const seconds = measured.elapsedMs / 1_000;
  const perSecond = (count: number) => (seconds > 0 ? count / seconds : 0);
  const traced = tracedBy(run.startMs, config.TRACES_URL ?? config.JAEGER_URL);
  const series = recorder.series();
  const report: Report = {
    schema: reportSchemaId,
    startedAt: startedAt.toISOString(),
    target: config.WEB_HOST.origin,
    load: {
      description: `${describeMix(config)}: ${load.description}`,
      model: load.model,
      scenarios: Object.fromEntries(config.SCENARIO.map(({ name, weight }) => [name, weight])),
      seed: config.SEED,
      trace: config.TRACE?.name ?? "always",
      connections: config.CONNECTIONS,
      maxInFlight: config.MAX_IN_FLIGHT,
      timeoutMs: config.REQUEST_TIMEOUT,
      gracefulStopMs: config.GRACEFUL_STOP,
      warmupMs: load.warmupMs,
    },
    ...ending,
    elapsedMs: measured.elapsedMs,
    visits: recorder.visits(),
    warmupVisits: recorder.warmupVisits(),
    requests,
    requestRate: perSecond(requests.sent),
    connectionsOpened,
    routes: routeRows([...recorder.cells()], perSecond),
    trends: Object.fromEntries(
      trendMetrics
        .map((metric) => [metric, latencyOf(measured.trend(metric))] as const)
        .filter(([, { count }]) => count > 0),
    ),
    errors: recorder.errors().map(({ type, count, first: { reason, traceId } }) => ({ type, count, reason, traceId })),
    slowest: recorder.outliers.slowest().map(traced),
    failed: recorder.outliers.failed().map(traced),
    thresholds: verdicts.map(({ source, actual, met }) => ({ source, actual, met })),
    warnings: [],
    series: { intervalSeconds: seriesSeconds(series), points: series.map(toPoint) },
  };
  return {
    ...report,
    warnings: warningsOf(report, { isOverfull: recorder.isOverfull() || hasOtherRoutes(report), spansLost }),
  };
}

function hasOtherRoutes({ routes }: Report): boolean {
  return routes.some(({ route }) => route === otherRoutes);
}

/** A row for each method, route and class of status, whatever the scenario; busiest routes in the order they came. */
function routeRows(cells: readonly RequestCell[], perSecond: (count: number) => number): RouteRow[] {
  const groups = Map.groupBy(cells, ({ method, route, status }) => `${method}\n${route}\n${statusClass(status)}`);
  return [...groups.values()].map((group) => {
    const { protocol, method, route, status } = group[0]!;
    const count = (...outcomes: string[]) =>
      group.reduce((sum, { outcome, duration }) => sum + (outcomes.includes(outcome) ? duration.count : 0), 0);
    const total = group.reduce((sum, { duration }) => sum + duration.count, 0);
    return {
      protocol,
      method,
      route,
      status: statusClass(status),
      count: total,
      rate: perSecond(total),
      ok: count("ok"),
      expected: count("expected"),
      error: count("error", "timeout"),
      aborted: count("aborted"),
      duration: latencyOf(merged(group.map(({ duration }) => duration))),
      serviceTime: latencyOf(merged(group.map(({ serviceTime }) => serviceTime))),
    };
  });
}

function merged(histograms: readonly Histogram[]): Distribution {
  return distributionOf(mergeHistograms(histograms));
}

function latencyOf({ count, minMs, meanMs, maxMs, percentileMs }: Distribution): Latency {
  return {
    count,
    min: minMs,
    mean: meanMs,
    p50: percentileMs(50),
    p90: percentileMs(90),
    p95: percentileMs(95),
    p99: percentileMs(99),
    p99_9: percentileMs(99.9),
    max: maxMs,
  };
}

function tracedBy(startMs: number, pages: URL | undefined): (record: RequestRecord) => TracedRequest {
  return ({ method, route, status, outcome, reason, scenario, visitNumber, traceId, isSampled, spanId, ...times }) => ({
    method,
    route,
    status: String(status ?? "none"),
    outcome,
    reason,
    scenario,
    visit: visitNumber,
    at: Math.max(0, times.intendedMs - startMs) / 1_000,
    durationMs: times.endMs - times.intendedMs,
    serviceTimeMs: times.endMs - times.sentMs,
    traceId,
    sampled: isSampled,
    ...(spanId !== undefined && { spanId }),
    ...(pages && isSampled && { url: tracePageUrl(pages, traceId) }),
  });
}

function seriesSeconds(series: readonly Interval[]): number {
  return series.length === 0 ? 1 : Math.max(1, Math.round(series[0]!.lengthMs / 1_000));
}

function toPoint(interval: Interval): SeriesPoint {
  const { beginMs, targetPerSecond, started, dropped, inFlight, ok, expected, failed, latency, lagMs } = interval;
  return {
    second: beginMs / 1_000,
    target: targetPerSecond,
    started,
    dropped,
    inFlight,
    ok,
    expected,
    failed,
    p50: latency?.p50Ms ?? null,
    p90: latency?.p90Ms ?? null,
    p99: latency?.p99Ms ?? null,
    max: latency?.maxMs ?? null,
    lag: lagMs,
  };
}
