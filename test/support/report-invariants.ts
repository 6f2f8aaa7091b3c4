import type { Report } from "@emojivoto/vote-bot/report/report.ts";
import { expect } from "vitest";

const sum = <T>(rows: readonly T[], of: (row: T) => number) => rows.reduce((total, row) => total + of(row), 0);

/** What holds of the report of every run, whatever its target did to it. */
export function expectReportInvariants({ visits, warmupVisits, requests, routes, errors, trends }: Report): void {
  for (const counts of [visits, warmupVisits]) {
    const { planned, started, dropped, completed, ok, expected, error, timeout, aborted } = counts;
    expect({ planned, started, completed }).toEqual({
      planned: started + dropped,
      started: completed + aborted,
      completed: ok + expected + error + timeout,
    });
  }
  const { sent, ok, expected, error, timeout, aborted } = requests;
  expect(sent).toBe(ok + expected + error + timeout + aborted);

  expect(sum(routes, (row) => row.count)).toBe(sent);
  for (const row of routes) expect(row.count).toBe(row.ok + row.expected + row.error + row.aborted);
  expect(sum(routes, (row) => row.error)).toBe(error + timeout);
  // A scenario's own error is of a visit and may be of no request.
  const ofRequests = errors.filter(({ type }) => type !== "scenario_error");
  expect(sum(ofRequests, ({ count }) => count)).toBeLessThanOrEqual(error + timeout);
  expect(sum(errors, ({ count }) => count)).toBeGreaterThanOrEqual(error + timeout);

  const countOf = (metric: string) => trends[metric]?.count ?? 0;
  expect(countOf("http_req_duration") + countOf("grpc_req_duration")).toBe(sent - aborted);
  expect(countOf("http_req_service_time") + countOf("grpc_req_service_time")).toBe(sent - aborted);
  expect(countOf("visit_duration")).toBe(visits.completed);
  expect(countOf("dispatch_lag")).toBe(visits.started);
}
