import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Report } from "./report.ts";
import { emptyReport, stallReport } from "./testing/hand-made-report.ts";
import { toHtml } from "./to-html.ts";

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const contentsOf = (page: string, element: RegExp) => [...page.matchAll(element)].map(([, text = ""]) => text);
const dataOf = (page: string) =>
  JSON.parse(contentsOf(page, /<script type="application\/json" id="charts">(.*?)<\/script>/gs)[0] ?? "") as {
    title: string;
    series: { label: string; values: (number | null)[] }[];
  }[];

test("the page loads nothing, and its policy allows its own script and style alone", () => {
  const page = toHtml(stallReport);
  const [script = ""] = contentsOf(page, /<script type="module">(.*?)<\/script>/gs);
  const [style = ""] = contentsOf(page, /<style>(.*?)<\/style>/gs);
  expect(script).toContain("uPlot");
  expect(page.replaceAll("&#39;", "'")).toContain(
    `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; img-src data:;`,
  );
  expect(page.replace(script, "").match(/ src=|@import|url\(/g)).toBeNull();
  expect(page).not.toMatch(/ style="/);
});

test("all that the terminal tells is in tables that need no script", () => {
  const page = toHtml(stallReport).replaceAll(/<script.*?<\/script>/gs, "");
  for (const title of ["Thresholds", "Requests, from the intended start", "Clocks", "Errors", "Slowest requests"]) {
    expect(page).toContain(`<h2>${title}</h2>`);
  }
  for (const text of [
    "✗ failed after 30.1 s",
    "⚠ 120 visits of 6,000",
    "1,106 ms",
    "00f067aa0ba902b7a3ce929d0e0e4736",
    "6.4 ms in voting INSERT ballots, 1.3 ms in web GET /api/vote",
  ]) {
    expect(page).toContain(text);
  }
  expect(page).toContain('href="http://localhost:16686/trace/4bf92f3577b34da6a3ce929d0e0e4736"');
  expect(page).toMatch(/<noscript>.*script/);
});

test("the charts get the series and both clocks", () => {
  const charts = dataOf(toHtml(stallReport));
  const valuesOf = (title: string, label: string) =>
    charts.find((chart) => chart.title === title)?.series.find((series) => series.label === label)?.values;
  expect(valuesOf("Visits started", "dropped")?.[12]).toBe(60);
  expect(valuesOf("Latency from the intended start", "p99")?.[12]).toBe(1_980);
  expect(valuesOf("Percentiles of http requests by both clocks", "service time")?.at(-1)).toBe(44.1);
});

test("counts of longer intervals are drawn a second", () => {
  const series = { ...stallReport.series, intervalSeconds: 10 };
  expect(dataOf(toHtml({ ...stallReport, series }))[0]?.series[2]?.values[12]).toBe(6);
});

test("text from elsewhere stays text", () => {
  const hostile = `</script><script>alert(1)</script><img src=x onerror="alert(1)">'`;
  const report: Report = {
    ...stallReport,
    target: hostile,
    startedAt: hostile,
    load: { ...stallReport.load, description: hostile, seed: hostile, trace: hostile },
    routes: stallReport.routes.map((row) => ({ ...row, method: hostile, route: hostile, status: hostile })),
    trends: { ...stallReport.trends, [hostile]: stallReport.trends["visit_duration"]! },
    errors: [{ type: hostile, count: 1, reason: hostile, traceId: hostile }],
    slowest: [
      {
        ...stallReport.slowest[0]!,
        route: hostile,
        reason: hostile,
        url: "javascript:alert(1)",
        spent: [{ service: hostile, operation: hostile, ms: 1 }],
      },
    ],
    failed: [{ ...stallReport.slowest[0]!, scenario: hostile, traceId: hostile, url: `http://x/${hostile}` }],
    thresholds: [{ source: hostile, actual: hostile, met: false }],
    warnings: [hostile],
  };
  const page = toHtml(report);
  expect(page).not.toContain("<script>alert");
  expect(page).not.toContain("<img");
  expect(page).not.toContain('href="javascript:');
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(dataOf(page).at(-1)?.series[0]?.label).toContain("</script>");
});

test("a run without a request has no charts and no empty tables", () => {
  const page = toHtml(emptyReport);
  expect(dataOf(page)).toEqual([]);
  expect(page).not.toContain("<h2>");
  expect(page).toContain("not a single request was sent");
});
