import { expect } from "vitest";
import type { Run } from "../create-run.ts";

/** What holds of every run that is over, whatever its target did to it. */
export function expectInvariants({ recorder, inFlight }: Run): void {
  const { measured } = recorder;
  for (const visits of [recorder.visits(), recorder.warmupVisits()]) {
    const { planned, started, dropped, completed, ok, expected, error, timeout, aborted } = visits;
    expect({ planned, started, completed }).toEqual({
      planned: started + dropped,
      started: completed + aborted,
      completed: ok + expected + error + timeout,
    });
  }
  const { sent, ok, expected, error, timeout, aborted } = recorder.requests();
  expect(sent).toBe(ok + expected + error + timeout + aborted);
  expect([...recorder.cells()].reduce((sum, { duration }) => sum + duration.count, 0)).toBe(sent);

  const countOf = (metric: Parameters<typeof measured.trend>[0]) => measured.trend(metric).count;
  expect(countOf("http_req_duration") + countOf("grpc_req_duration")).toBe(sent - aborted);
  expect(countOf("http_req_service_time") + countOf("grpc_req_service_time")).toBe(sent - aborted);
  expect(countOf("visit_duration")).toBe(recorder.visits().completed);
  expect(countOf("dispatch_lag")).toBe(recorder.visits().started);

  // A scenario's own error is of a visit and may be of no request.
  const ofRequests = recorder.errors().filter(({ type }) => type !== "scenario_error");
  const named = ofRequests.reduce((sum, { count }) => sum + count, 0);
  if (ofRequests.length === recorder.errors().length) expect(named).toBe(error + timeout);
  else expect(named).toBeLessThanOrEqual(error + timeout);
  expect(inFlight()).toBe(0);
}
