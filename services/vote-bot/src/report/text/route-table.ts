import { printable } from "../../terminal/printable.ts";
import { formatCount, formatMsNumber, formatRateNumber } from "../../terminal/quantities.ts";
import type { RouteRow } from "../report.ts";
import type { Section } from "./look.ts";
import { type Column, type Row, renderTable, tableWidth } from "./table.ts";

const left = (title: string): Column => ({ title, align: "left" });
const right = (title: string): Column => ({ title, align: "right" });

const names = [left("request"), left("status")];
const counts = ["count", "rate/s", "ok", "expected", "error"].map(right);
const times = ["p50", "p90", "p95", "p99", "p99.9", "max"].map(right);

/** A line a route, method and status; two tables where one is too wide. */
export const routeTable: Section = ({ routes }, look) => {
  if (routes.length === 0) return [];
  const title = look.paint("bold", "Requests (times in ms, from the intended start)");
  const whole = rowsOf(routes, (route) => [...countCells(route), ...timeCells(route)]);
  const wide = [...names, ...counts, ...times];
  if (tableWidth(wide, whole) <= look.columns) return [title, ...renderTable(wide, whole, look)];
  return [
    title,
    ...renderTable([...names, ...counts], rowsOf(routes, countCells), look),
    "",
    ...renderTable([...names, ...times], rowsOf(routes, timeCells), look),
  ];
};

function rowsOf(routes: readonly RouteRow[], cellsOf: (route: RouteRow) => string[]): Row[] {
  return routes.map((route) => ({
    cells: [printable(`${route.method} ${route.route}`), printable(route.status), ...cellsOf(route)],
    colour: route.error > 0 ? "red" : "plain",
  }));
}

function countCells({ count, rate, ok, expected, error }: RouteRow): string[] {
  return [formatCount(count), formatRateNumber(rate), ...[ok, expected, error].map(formatCount)];
}

function timeCells({ duration }: RouteRow): string[] {
  const { p50, p90, p95, p99, p99_9, max } = duration;
  return [p50, p90, p95, p99, p99_9, max].map(formatMsNumber);
}
