import { type Latency, type Report, type SeriesPoint, type TracedRequest, reportSchemaId } from "../report.ts";

const noLatency: Latency = { count: 0, min: 0, mean: 0, p50: 0, p90: 0, p95: 0, p99: 0, p99_9: 0, max: 0 };

/** A run that was stopped before its first visit. */
export const emptyReport: Report = {
  schema: reportSchemaId,
  startedAt: "2026-11-21T12:00:00.000Z",
  target: "http://localhost:8080",
  load: {
    description: "classic · constant 200/s for 30 s, evenly spaced",
    model: "open",
    scenarios: { classic: 1 },
    seed: "7",
    trace: "always",
    connections: "keep-alive",
    maxInFlight: 1_000,
    timeoutMs: 10_000,
    gracefulStopMs: 30_000,
    warmupMs: 0,
  },
  end: "stopped",
  exitCode: 0,
  elapsedMs: 120,
  visits: { planned: 0, started: 0, dropped: 0, completed: 0, aborted: 0, ok: 0, expected: 0, error: 0, timeout: 0 },
  warmupVisits: {
    planned: 0,
    started: 0,
    dropped: 0,
    completed: 0,
    aborted: 0,
    ok: 0,
    expected: 0,
    error: 0,
    timeout: 0,
  },
  requests: { sent: 0, ok: 0, expected: 0, error: 0, timeout: 0, aborted: 0, resent: 0 },
  requestRate: 0,
  connectionsOpened: 0,
  routes: [],
  trends: { http_req_duration: noLatency, http_req_service_time: noLatency, dispatch_lag: noLatency },
  errors: [],
  slowest: [],
  failed: [],
  thresholds: [],
  warnings: [],
  series: { intervalSeconds: 1, points: [] },
};

/** A distribution that ends in a long tail. */
function latency(count: number, p50: number, max: number): Latency {
  const between = (share: number) => Math.round(p50 * (max / p50) ** share * 1_000) / 1_000;
  const [p90, p95, p99, p99_9] = [0.1, 0.16, 0.55, 0.9].map(between) as [number, number, number, number];
  return { count, min: p50 / 3, mean: p50 * 1.4, p50, p90, p95, p99, p99_9, max };
}

/** Second 12 of the run stalls for two seconds. */
function point(second: number): SeriesPoint {
  const stall = second === 12 || second === 13;
  const wave = Math.sin(second) / 4 + 1;
  return {
    second,
    target: 200,
    started: stall ? 140 : 200,
    dropped: stall ? 60 : 0,
    inFlight: stall ? 400 : Math.round(3 * wave),
    ok: stall ? 20 : 370,
    expected: stall ? 0 : 24,
    failed: stall ? 19 : 1,
    p50: stall ? 900 : 2.4 * wave,
    p90: stall ? 1_700 : 5.1 * wave,
    p99: stall ? 1_980 : 14 * wave,
    max: stall ? 2_012.5 : 31 * wave,
    lag: stall ? 4.2 : 0.6 * wave,
  };
}

const slow: TracedRequest = {
  method: "GET",
  route: "/api/vote",
  status: "200",
  outcome: "ok",
  reason: "",
  scenario: "classic",
  visit: 2_412,
  at: 12.06,
  durationMs: 2_012.5,
  serviceTimeMs: 9.8,
  traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
  sampled: true,
  spanId: "00f067aa0ba902b7",
  url: "http://localhost:16686/trace/4bf92f3577b34da6a3ce929d0e0e4736",
  spent: [
    { service: "voting", operation: "INSERT ballots", ms: 6.42 },
    { service: "web", operation: "GET /api/vote", ms: 1.31 },
    { service: "proxy", operation: "/emojivoto.v1.EmojiService/FindByShortcode", ms: 0.46 },
  ],
};

/** Half a minute at 200 visits a second, in which web stalled once for two seconds; one threshold failed. */
export const stallReport: Report = {
  ...emptyReport,
  load: {
    ...emptyReport.load,
    description: "classic 75 %, auth 25 % · constant 200/s for 30 s, evenly spaced",
    scenarios: { classic: 3, auth: 1 },
    warmupMs: 5_000,
  },
  end: "finished",
  exitCode: 99,
  elapsedMs: 30_084,
  visits: {
    planned: 6_000,
    started: 5_880,
    dropped: 120,
    completed: 5_878,
    aborted: 2,
    ok: 5_139,
    expected: 673,
    error: 47,
    timeout: 19,
  },
  warmupVisits: { ...emptyReport.visits, planned: 1_000, started: 1_000, completed: 1_000, ok: 880, expected: 120 },
  requests: { sent: 11_713, ok: 10_972, expected: 673, error: 47, timeout: 19, aborted: 2, resent: 3 },
  requestRate: 389.3,
  connectionsOpened: 64,
  routes: [
    {
      protocol: "http",
      method: "GET",
      route: "/api/list",
      status: "2xx",
      count: 4_409,
      rate: 146.6,
      ok: 4_409,
      expected: 0,
      error: 0,
      aborted: 0,
      duration: latency(4_409, 2.1, 1_990),
      serviceTime: latency(4_409, 1.9, 31.2),
    },
    {
      protocol: "http",
      method: "GET",
      route: "/api/vote",
      status: "2xx",
      count: 3_890,
      rate: 129.3,
      ok: 3_890,
      expected: 0,
      error: 0,
      aborted: 0,
      duration: latency(3_890, 3.4, 2_012.5),
      serviceTime: latency(3_890, 3.3, 44.1),
    },
    {
      protocol: "http",
      method: "GET",
      route: "/api/vote",
      status: "5xx",
      count: 565,
      rate: 18.8,
      ok: 0,
      expected: 518,
      error: 47,
      aborted: 0,
      duration: latency(565, 3.6, 1_802),
      serviceTime: latency(565, 3.5, 38),
    },
    {
      protocol: "http",
      method: "POST",
      route: "/api/v1/votes",
      status: "2xx",
      count: 2_830,
      rate: 94.1,
      ok: 2_673,
      expected: 155,
      error: 0,
      aborted: 2,
      duration: latency(2_830, 4.2, 1_944),
      serviceTime: latency(2_830, 4.1, 40.7),
    },
    {
      protocol: "http",
      method: "POST",
      route: "/api/v1/votes",
      status: "none",
      count: 19,
      rate: 0.6,
      ok: 0,
      expected: 0,
      error: 19,
      aborted: 0,
      duration: { ...latency(19, 10_000, 10_004), min: 10_000 },
      serviceTime: { ...latency(19, 10_000, 10_001), min: 10_000 },
    },
  ],
  trends: {
    dispatch_lag: latency(5_880, 0.08, 4.2),
    visit_duration: latency(5_878, 6.3, 2_012.5),
    http_req_service_time: latency(11_711, 2.9, 44.1),
    http_req_duration: latency(11_711, 3.1, 2_012.5),
  },
  errors: [
    {
      type: "503",
      count: 47,
      reason: "web answered 503 Service Unavailable",
      traceId: "00f067aa0ba902b7a3ce929d0e0e4736",
    },
    {
      type: "timeout",
      count: 19,
      reason: "web did not answer within 10 s",
      traceId: "5b8aa5a2d2c872e8321cf37308d69df2",
    },
  ],
  slowest: [slow, { ...slow, visit: 2_413, at: 12.065, durationMs: 2_007, serviceTimeMs: 8.1, sampled: false }],
  failed: [
    {
      ...slow,
      status: "503",
      outcome: "error",
      reason: "web answered 503 Service Unavailable",
      durationMs: 3.9,
      serviceTimeMs: 3.8,
    },
  ],
  thresholds: [
    { source: "http_req_duration{route:/api/vote}:p(99)<250ms", actual: "1,106 ms", met: false },
    { source: "http_req_failed<1%", actual: "0.56 %", met: true },
  ],
  warnings: ["120 visits of 6,000 were dropped: 1,000 were in flight; raise --max-in-flight or lower the rate"],
  series: { intervalSeconds: 1, points: Array.from({ length: 30 }, (_, second) => point(second)) },
};
