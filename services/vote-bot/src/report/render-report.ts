import type { Report } from "./report.ts";
import { clockTable } from "./text/clock-table.ts";
import { errorLines } from "./text/error-lines.ts";
import { countLines, loadLines } from "./text/fact-lines.ts";
import type { Look, Section } from "./text/look.ts";
import { overTime } from "./text/over-time.ts";
import { percentileBars } from "./text/percentile-bars.ts";
import { routeTable } from "./text/route-table.ts";
import { thresholdLines } from "./text/threshold-lines.ts";
import { failedRequests, slowestRequests } from "./text/traced-requests.ts";
import { verdictLine } from "./text/verdict-line.ts";
import { warningLines } from "./text/warning-lines.ts";

const sections: readonly Section[] = [
  verdictLine,
  loadLines,
  countLines,
  routeTable,
  clockTable,
  percentileBars,
  overTime,
  errorLines,
  slowestRequests,
  failedRequests,
  thresholdLines,
  warningLines,
];

/** Nothing fits into less; a narrower terminal wraps the lines. */
const minColumns = 72;

/** The report for a terminal, with an empty line between its sections. */
export function renderReport(report: Report, { columns, paint }: Look): string {
  const look = { columns: Math.max(minColumns, columns), paint };
  const blocks = sections.map((section) => section(report, look)).filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
