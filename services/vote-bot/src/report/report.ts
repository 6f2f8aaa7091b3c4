import { z } from "zod";
import { requestOutcomes } from "../measure/request-record.ts";

/** Changes when a reader of an older report would misread a newer one. */
export const reportSchemaId = "emojivoto.load-report/v1";

const count = z.int().min(0);
const ms = z.number().min(0);

const latency = z
  .object({ count, min: ms, mean: ms, p50: ms, p90: ms, p95: ms, p99: ms, p99_9: ms, max: ms })
  .describe("Times in milliseconds; all 0 where the count is");

const visitCounts = z
  .object({
    planned: count.describe("Starts that came due: started + dropped"),
    started: count.describe("completed + aborted"),
    dropped: count.describe(
      "Not started: as many as allowed were under way, or a run without an end knew the target to be away",
    ),
    completed: count.describe("ok + expected + error + timeout"),
    aborted: count.describe("Cut off by the bot itself, when it was stopped"),
    ok: count,
    expected: count.describe("A failure that the scenario provokes"),
    error: count,
    timeout: count,
  })
  .describe("Visits");

const requestCounts = z
  .object({
    sent: count.describe("ok + expected + error + timeout + aborted"),
    ...(Object.fromEntries(requestOutcomes.map((outcome) => [outcome, count])) as Record<
      (typeof requestOutcomes)[number],
      typeof count
    >),
    resent: count.describe("Sent once more, as a kept connection turned out to be closed; the warm-up included"),
  })
  .describe("Requests");

const routeRow = z.object({
  protocol: z.enum(["http", "grpc"]),
  method: z.string(),
  route: z.string(),
  status: z.string().describe("Class of the HTTP status (2xx), gRPC status by name, or none where no answer came"),
  count,
  rate: z.number().describe("A second"),
  ok: count,
  expected: count,
  error: count.describe("Timeouts included"),
  aborted: count,
  duration: latency.describe("From the intended start; for later requests of a visit, from the end of the step before"),
  serviceTime: latency.describe("From the send"),
});

const spent = z.object({
  service: z.string().describe("proxy for any proxy of a mesh"),
  operation: z.string().describe("The spans' name"),
  ms: ms.describe("In which none of the spans below them ran"),
});

const tracedRequest = z.object({
  method: z.string(),
  route: z.string(),
  status: z.string(),
  outcome: z.enum(requestOutcomes),
  reason: z.string(),
  scenario: z.string(),
  visit: count.describe("The visit's number"),
  at: z.number().describe("When it was to be sent, in seconds from the run's start"),
  durationMs: ms,
  serviceTimeMs: ms,
  traceId: z.string(),
  sampled: z.boolean(),
  spanId: z.string().optional().describe("Of the request's own span in the trace, where there is one"),
  url: z.string().optional().describe("Where a person reads the trace, with --jaeger"),
  spent: z.array(spent).optional().describe("Where most of the time after the send went, by the request's whole trace"),
});

const errorRow = z.object({
  type: z.string(),
  count,
  reason: z.string().describe("Of the first, in plain words"),
  traceId: z.string().describe("Of the first"),
});

const thresholdRow = z.object({
  source: z.string().describe("As it was written"),
  actual: z.string().describe("The value with its unit, or why there is none"),
  met: z.boolean(),
});

const point = z
  .object({
    second: z.number().describe("Where the interval begins, from the run's start"),
    target: z.number().describe("Visits a second that were meant"),
    started: count,
    dropped: count,
    inFlight: count.describe("Visits under way at its end"),
    ok: count.describe("Requests that ended in it"),
    expected: count,
    failed: count.describe("Errors and timeouts"),
    p50: ms.nullable().describe("Of all requests that ended in it, from the intended start; null when none did"),
    p90: ms.nullable(),
    p99: ms.nullable(),
    max: ms.nullable(),
    lag: ms.describe("The generator's worst dispatch lag in it"),
  })
  .describe("One interval of the run");

/** A load test, saved. Times are milliseconds unless a name says otherwise; counts leave the warm-up out. */
export const reportSchema = z.object({
  schema: z.literal(reportSchemaId),
  startedAt: z.iso.datetime(),
  target: z.string(),
  load: z
    .object({
      description: z.string().describe("In one line"),
      model: z.enum(["open", "closed"]),
      scenarios: z.record(z.string(), z.number()).describe("Weights"),
      seed: z.string(),
      trace: z.string(),
      connections: z.enum(["keep-alive", "per-visit"]),
      maxInFlight: count,
      timeoutMs: ms,
      gracefulStopMs: ms,
      warmupMs: ms,
    })
    .describe("What was asked for"),
  end: z.enum(["finished", "stopped", "aborted", "threshold", "unreachable"]).describe("How the run ended"),
  exitCode: z.int(),
  elapsedMs: ms.describe("Of the measured part, without the wait for its last answers"),
  visits: visitCounts,
  warmupVisits: visitCounts.describe("Visits of the warm-up, which nothing else counts"),
  requests: requestCounts,
  requestRate: z.number().describe("Requests a second"),
  connectionsOpened: count.describe("The warm-up included"),
  routes: z.array(routeRow),
  trends: z.record(z.string(), latency).describe("By metric: http_req_duration, dispatch_lag, …"),
  errors: z.array(errorRow),
  slowest: z.array(tracedRequest),
  failed: z.array(tracedRequest),
  thresholds: z.array(thresholdRow),
  warnings: z.array(z.string()).describe("What makes a number less than it seems"),
  series: z.object({ intervalSeconds: z.number(), points: z.array(point) }),
});

export type Report = z.output<typeof reportSchema>;
export type Latency = z.output<typeof latency>;
export type RouteRow = z.output<typeof routeRow>;
export type TracedRequest = z.output<typeof tracedRequest>;
export type Spent = z.output<typeof spent>;
export type SeriesPoint = z.output<typeof point>;
