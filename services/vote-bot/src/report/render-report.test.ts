import { stripVTControlCharacters, styleText } from "node:util";
import { expect, test } from "vitest";
import type { Paint } from "../terminal/paint.ts";
import { renderReport } from "./render-report.ts";
import type { Report } from "./report.ts";
import { charactersOf } from "./text/characters.ts";
import { emptyReport, stallReport } from "./testing/hand-made-report.ts";

const plain: Paint = (_, text) => text;
const colourful: Paint = (colour, text) =>
  colour === "plain" ? text : styleText(colour, text, { validateStream: false });
const linesOf = (report: Report, columns = 100) => renderReport(report, { columns, paint: plain }).split("\n");
const titlesOf = (lines: readonly string[]) => lines.filter((line) => /^[A-Z]/.test(line));

test("the report goes from the verdict over the numbers to the warnings", () => {
  const lines = linesOf(stallReport);
  expect(lines[0]).toBe("✗ failed after 30.1 s: 11,713 requests, 0.56 % failed, 1 of 2 thresholds met");
  expect(titlesOf(lines)).toEqual([
    "Requests (times in ms, from the intended start)",
    "Clocks (ms)",
    "Percentiles, http (█ service time, █░ from the intended start; log scale)",
    "Over time (a mark is 1 s)",
    "Errors",
    "Slowest requests",
    "Failed requests",
    "Thresholds",
  ]);
  expect(lines.at(-3)).toMatch(/^⚠ warning: 120 visits of 6,000 were dropped/);
});

test("every count is the sum of its parts", () => {
  const text = linesOf(stallReport, 120).join("\n");
  expect(text).toContain("6,000 planned = 5,880 started + 120 dropped\n");
  expect(text).toContain("5,880 started = 5,878 completed + 2 aborted\n");
  expect(text).toContain("11,713 sent = 10,972 ok + 673 expected + 47 error + 19 timeout + 2 aborted\n");
});

test.each([80, 100, 120])("no line is wider than a terminal of %i columns", (columns) => {
  const route = "/api/v1/a/route/that/is/much/longer/than/anything/a/terminal/has/room/for/in/one/of/its/lines";
  const report = { ...stallReport, routes: stallReport.routes.map((row) => ({ ...row, route })) };
  expect(linesOf(report, columns).filter((line) => charactersOf(line).length > columns)).toEqual([]);
});

test.each([0, 20])("%i columns still give a report", (columns) => {
  expect(linesOf(stallReport, columns)).toEqual(linesOf(stallReport, 72));
});

test("a wide terminal has a route's counts and times in one line, a narrow one in two", () => {
  const wide = linesOf(stallReport, 130).filter((line) => line.startsWith("  GET /api/list"));
  expect(wide.map((line) => line.trim().split(/ {2,}/))).toEqual([
    ["GET /api/list", "2xx", "4,409", "146.6", "4,409", "0", "0", "2.1", "4.2", "6.3", "91.1", "1,003", "1,990"],
  ]);
  expect(linesOf(stallReport, 80).filter((line) => line.startsWith("  GET /api/list"))).toHaveLength(2);
});

test("both clocks stand side by side, with a word on what they differ by", () => {
  const text = linesOf(stallReport).join("\n");
  expect(text).toMatch(/http request, from the intended start +3\.1 +5\.9 +109 +1,053 +2,013\n/);
  expect(text).toMatch(/http request, service time +2\.9 +3\.8 +13\.0 +33\.6 +44\.1\n/);
  expect(text).toContain("p99 from the intended start is 8.4 times that of the service time");
});

test("clocks that agree are not commented on", () => {
  const { http_req_service_time: served } = stallReport.trends;
  const trends = { http_req_duration: served!, http_req_service_time: served! };
  expect(linesOf({ ...stallReport, trends }).join("\n")).not.toContain("times that of the service time");
});

test("a percentile's bar shows what passed before the send", () => {
  const bars = linesOf(stallReport).filter((line) => /^ {2}(p50|p99\.9) .* ms {2}█/.test(line));
  expect(bars.map((line) => line.replaceAll(/[^█░]/g, "").includes("░░"))).toEqual([false, true]);
});

test("a single failure is seen in the sparkline, beside a hundred too", () => {
  const failures = new Map([
    [5, 1],
    [6, 100],
  ]);
  const points = stallReport.series.points.map((point, second) => ({ ...point, failed: failures.get(second) ?? 0 }));
  const lines = linesOf({ ...stallReport, series: { intervalSeconds: 1, points } });
  expect(lines.find((line) => line.startsWith("  failed "))).toMatch(/▁{5}▂█▁{23} {2}at most 100$/);
});

test("an hour fits in one line a measure, and its peaks stay", () => {
  const points = Array.from({ length: 3_600 }, (_, second) => ({
    ...stallReport.series.points[0]!,
    second,
    p99: second === 1_800 ? 5_000 : 10,
  }));
  const lines = linesOf({ ...stallReport, series: { intervalSeconds: 1, points } });
  expect(lines).toContain("Over time (a mark is 1 min)");
  expect(lines.find((line) => line.startsWith("  p99 ") && line.includes("at most"))).toMatch(/█.*5,000 ms$/);
});

test("an error and a failed request name the trace to look at", () => {
  const text = linesOf(stallReport).join("\n");
  expect(text).toContain("503: web answered 503 Service Unavailable\n");
  expect(text).toContain("first in trace 00f067aa0ba902b7a3ce929d0e0e4736\n");
  expect(text).toContain(" http://localhost:16686/trace/4bf92f3577b34da6a3ce929d0e0e4736\n");
  expect(text).toContain(" trace 4bf92f3577b34da6a3ce929d0e0e4736, not sampled\n");
});

test("a request whose trace is known tells where its time went, below its trace", () => {
  const [request] = stallReport.slowest;
  const spent = [
    { service: "voting", operation: "INSERT ballots", ms: 790 },
    { service: "web", operation: "GET /api/vote", ms: 12.1 },
  ];
  const { spent: _, ...unexplained } = request!;
  const lines = linesOf({ ...stallReport, slowest: [{ ...request!, spent }, unexplained] });
  const links = lines.flatMap((line, index) => (line.includes(request!.url!) ? [index] : []));
  expect(lines[links[0]! + 1]).toBe("            790 ms in voting INSERT ballots, 12.1 ms in web GET /api/vote");
  expect(lines[links[1]! + 1]).toBe("");
});

test("a failed request is named once, whether its reason names it or not", () => {
  const [failed] = stallReport.failed;
  const named = { ...failed!, reason: "GET /api/vote answered 503" };
  const text = linesOf({ ...stallReport, failed: [failed!, named] }).join("\n");
  expect(text).toContain("ms  GET /api/vote 503, web answered 503 Service Unavailable; classic");
  expect(text).toContain("ms  GET /api/vote answered 503; classic");
});

test("a run without a request says what was asked and leaves the rest out", () => {
  expect(linesOf(emptyReport)).toEqual([
    "! stopped from outside after 120 ms: not a single request was sent",
    "",
    "  target     http://localhost:8080",
    "  load       classic · constant 200/s for 30 s, evenly spaced",
    "  limits     open model, at most 1,000 visits in flight, timeout 10 s, graceful stop 30 s,",
    "             connections kept",
    "  seed       7",
    "  traces     always",
    "  started    2026-11-21T12:00:00.000Z",
    "",
    "  visits     0 planned",
    "  requests   0 sent",
    "",
  ]);
});

test("what was read from elsewhere cannot command the terminal", () => {
  const hostile = "\u001B]0;owned\u0007\u001B[2J";
  const report: Report = {
    ...stallReport,
    target: hostile,
    load: { ...stallReport.load, description: hostile },
    routes: stallReport.routes.map((row) => ({ ...row, method: hostile, route: hostile, status: hostile })),
    trends: { ...stallReport.trends, [hostile]: stallReport.trends["visit_duration"]! },
    errors: [{ type: hostile, count: 1, reason: hostile, traceId: hostile }],
    slowest: [
      {
        ...stallReport.slowest[0]!,
        route: hostile,
        url: hostile,
        spent: [{ service: hostile, operation: hostile, ms: 1 }],
      },
    ],
    failed: [{ ...stallReport.slowest[0]!, reason: hostile, traceId: hostile, sampled: false }],
    thresholds: [{ source: hostile, actual: hostile, met: false }],
    warnings: [hostile],
  };
  expect(linesOf(report).join("")).not.toMatch(/\p{Cc}/u);
});

test("colour is added to the same text", () => {
  const painted = renderReport(stallReport, { columns: 100, paint: colourful });
  expect(painted).toContain("\u001B[31m✗ failed");
  expect(painted).toContain("\u001B[33m⚠ warning");
  expect(stripVTControlCharacters(painted)).toBe(linesOf(stallReport).join("\n"));
});
