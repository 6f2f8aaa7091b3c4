import { pageScript, pageStyle } from "./html/assets.ts";
import { chartFigures } from "./html/chart-figures.ts";
import { chartsOverTime } from "./html/charts-over-time.ts";
import { html } from "./html/markup.ts";
import { clockCharts, percentileCharts } from "./html/percentile-chart.ts";
import { clockTable, routeTable } from "./html/route-tables.ts";
import { summary, thresholdTable } from "./html/summary.ts";
import { errorTable, tracedTables } from "./html/trace-tables.ts";
import type { Report } from "./report.ts";

/** The report as one page that loads nothing: tables that need no script, and charts. */
export function toHtml(report: Report): string {
  const script = pageScript();
  const style = pageStyle();
  const policy = [
    "default-src 'none'",
    `script-src ${script.policySource}`,
    `style-src ${style.policySource}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const charts = [...chartsOverTime(report), ...clockCharts(report), ...percentileCharts(report)];
  const title = `Load test of ${report.target}`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}, ${report.startedAt}</title>
        <link rel="icon" href="data:," />
        ${style.element}
      </head>
      <body>
        <h1>${title}</h1>
        <main>
          ${summary(report)}${thresholdTable(report)}${chartFigures(charts)}${routeTable(report)}${clockTable(report)}
          ${errorTable(report)}${tracedTables(report)}
        </main>
        ${script.element}
      </body>
    </html> `.markup;
}
