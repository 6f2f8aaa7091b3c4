import { clocksOf, omissionNotes } from "../clocks.ts";
import { formatCount, formatMsNumber, formatRateNumber } from "../../terminal/quantities.ts";
import type { Latency, Report, RouteRow } from "../report.ts";
import { html, type Markup } from "./markup.ts";
import { numbers, renderTable, words } from "./render-table.ts";

const percentiles = ["p50", "p90", "p95", "p99", "p99_9", "max"] as const;
const percentileTitles = percentiles.map((name) => `${name.replace("_", ".")} ms`);

/** A row a route, method and status. */
export function routeTable({ routes }: Report): Markup {
  return renderTable(
    "Requests, from the intended start",
    [...words("request", "status"), ...numbers("count", "rate/s", "ok", "expected", "error", ...percentileTitles)],
    routes.map((route) => ({
      cells: [`${route.method} ${route.route}`, route.status, ...countsOf(route), ...timesOf(route.duration)],
      isFailed: route.error > 0,
    })),
  );
}

/** The clocks side by side. */
export function clockTable(report: Report): Markup {
  const rows = clocksOf(report).map(({ name, latency }) => ({
    cells: [name, formatCount(latency.count), ...timesOf(latency)],
    isFailed: false,
  }));
  const notes = omissionNotes(report).map((note) => html`<p class="note">${note}</p>`);
  return html`${renderTable("Clocks", [...words(""), ...numbers("count", ...percentileTitles)], rows)}${notes}`;
}

function countsOf({ count, rate, ok, expected, error }: RouteRow): string[] {
  return [formatCount(count), formatRateNumber(rate), ...[ok, expected, error].map(formatCount)];
}

function timesOf(latency: Latency): string[] {
  return percentiles.map((name) => formatMsNumber(latency[name]));
}
