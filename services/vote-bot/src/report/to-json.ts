import type { Report } from "./report.ts";

/** The report as a file that `readReport` reads again; schema.json beside this file describes it. */
export function toJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
