import { expect, test } from "vitest";
import { createRecorder } from "./create-recorder.ts";
import type { RequestRecord } from "./request-record.ts";
import { requestOf, visitOf } from "./testing/records.ts";

/** A recorder whose run began at 0, with `warmupMs` of warm-up. */
const recorderOf = ({ warmupMs = 0, durationMs = 10_000 } = {}) =>
  createRecorder({ startMs: 0, warmupMs, durationMs, keepOutliers: 5 });

/** Tells of a visit of one request, which was meant to start at `intendedMs`. */
const tell = (
  recorder: ReturnType<typeof recorderOf>,
  request: Partial<RequestRecord>,
  { intendedMs = 0, lagMs = 0 } = {},
) => {
  const record = requestOf(10 + intendedMs, { intendedMs, sentMs: intendedMs, ...request });
  const { scenario, outcome } = record;
  const ledger = recorder.started({ scenario, intendedMs, startedMs: intendedMs + lagMs });
  ledger.sent();
  ledger.request(record);
  ledger.ended(visitOf(record.endMs, { scenario, outcome, intendedMs }));
};

const told = () => {
  const recorder = recorderOf();
  tell(recorder, { endMs: 10 });
  tell(recorder, { endMs: 20, scenario: "auth", method: "POST", route: "/auth", status: 201 }, { lagMs: 4 });
  tell(recorder, { endMs: 30, outcome: "expected", status: 500, route: "/api/vote" });
  tell(recorder, { endMs: 40, outcome: "error", status: 503, errorType: "503", reason: "busy" });
  tell(recorder, { endMs: 50, outcome: "timeout", status: undefined, errorType: "timeout", reason: "no answer" });
  tell(recorder, { endMs: 60, protocol: "grpc", method: "gRPC", route: "x/VoteSession", status: "OK" });
  tell(recorder, { endMs: 9_000, outcome: "aborted", status: undefined });
  recorder.dropped({ scenario: "auth", intendedMs: 0 });
  return recorder;
};

test.each([
  [{}, 5],
  [{ status: "503" }, 1],
  [{ status: "5xx" }, 2],
  [{ status: "2xx" }, 2],
  [{ status: "none" }, 1],
  [{ status: "4xx" }, 0],
  [{ outcome: "ok", status: "2xx" }, 2],
  [{ scenario: "auth" }, 1],
  [{ method: "POST", route: "/auth" }, 1],
  [{ method: "POST", route: "/api/list" }, 0],
  [{ outcome: "aborted" }, 1],
])("HTTP requests of %o are %i, and have as many times", (tags, count) => {
  const { measured } = told();
  expect(measured.count("http_reqs", tags)).toBe(count);
  expect(measured.trend("http_req_duration", tags).count).toBe(count);
  expect(measured.trend("http_req_service_time", tags).count).toBe(count);
});

test("gRPC has metrics of its own, whose status is its name", () => {
  const { measured } = told();
  expect(measured.count("grpc_reqs")).toBe(1);
  expect(measured.count("grpc_reqs", { status: "OK" })).toBe(1);
  expect(measured.trend("grpc_req_duration").maxMs).toBeCloseTo(60, 0);
});

test("what failed is a share of what ended by itself", () => {
  const { measured } = told();
  expect(measured.share("http_req_failed")).toEqual({ failed: 2, total: 5 });
  expect(measured.share("http_req_failed", { status: "5xx" })).toEqual({ failed: 1, total: 2 });
  expect(measured.share("grpc_req_failed")).toEqual({ failed: 0, total: 1 });
  expect(measured.share("visit_failed")).toEqual({ failed: 2, total: 6 });
});

test("visits, their lag and their drops are told by scenario, and have no route", () => {
  const { measured } = told();
  expect(measured.count("visits", { scenario: "auth" })).toBe(1);
  expect(measured.count("visits", { route: "/auth" })).toBe(0);
  expect(measured.count("dropped_visits", { scenario: "auth" })).toBe(1);
  expect(measured.count("dropped_visits", { scenario: "classic" })).toBe(0);
  expect(measured.trend("dispatch_lag", { scenario: "auth" }).maxMs).toBeCloseTo(4, 1);
});

test("a duration is from the intended start, a service time from the send", () => {
  const recorder = recorderOf();
  tell(recorder, { sentMs: 400, endMs: 500 });
  expect(recorder.measured.trend("http_req_duration").maxMs).toBeCloseTo(500, 0);
  expect(recorder.measured.trend("http_req_service_time").maxMs).toBeCloseTo(100, 0);
});

test("errors are counted by type with the first of each, the most frequent first", () => {
  const recorder = told();
  tell(recorder, { outcome: "timeout", status: undefined, errorType: "timeout", reason: "again none" });
  expect(recorder.errors()).toMatchObject([
    { type: "timeout", count: 2, first: { reason: "no answer" } },
    { type: "503", count: 1, first: { reason: "busy" } },
  ]);
});

test("the warm-up is counted apart, drawn, and measured nowhere", () => {
  const recorder = recorderOf({ warmupMs: 1_000 });
  const failure = { outcome: "error", status: 503, errorType: "503" } as const;
  tell(recorder, failure, { intendedMs: 0 });
  tell(recorder, { endMs: 5_000 }, { intendedMs: 999, lagMs: 9 });
  recorder.dropped({ scenario: "classic", intendedMs: 500 });
  const { measured } = recorder;
  expect(recorder.warmupVisits()).toMatchObject({ planned: 3, started: 2, dropped: 1, completed: 2, ok: 1, error: 1 });
  expect(recorder.visits()).toMatchObject({ planned: 0, started: 0, dropped: 0 });
  expect(recorder.requests().sent).toBe(0);
  expect([...recorder.cells()]).toEqual([]);
  expect([recorder.errors(), recorder.outliers.slowest(), recorder.outliers.failed()]).toEqual([[], [], []]);
  for (const metric of ["http_reqs", "visits", "dropped_visits"] as const) expect(measured.count(metric)).toBe(0);
  for (const metric of ["dispatch_lag", "visit_duration"] as const) expect(measured.trend(metric).count).toBe(0);
  recorder.tick({ sinceStartMs: 1_000, targetPerSecond: 2, inFlight: 0 });
  expect(recorder.series()).toMatchObject([{ started: 2, dropped: 1, ok: 1, failed: 1 }]);

  tell(recorder, {}, { intendedMs: 1_000 });
  expect(recorder.visits()).toMatchObject({ planned: 1, started: 1, ok: 1 });
  recorder.finish(3_500);
  expect(measured.elapsedMs).toBe(2_500);
});

/** The series of a run of `durationMs` that was over after `lastMs`. */
const drawn = (durationMs: number, lastMs: number) => {
  const recorder = recorderOf({ durationMs });
  for (let sinceStartMs = 1_000; sinceStartMs <= lastMs; sinceStartMs += 1_000) {
    recorder.tick({ sinceStartMs, targetPerSecond: 1, inFlight: 0 });
  }
  return recorder.series();
};

test("a long run is drawn in 600 intervals, and a run's wait for its last answers pushes none of them out", () => {
  expect(drawn(7_200_000, 7_200_000)).toHaveLength(600);
  expect(drawn(600_000, 605_000)[0]?.beginMs).toBe(0);
});
