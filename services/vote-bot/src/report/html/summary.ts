import { type Fact, factsOfCounts, factsOfLoad } from "../facts.ts";
import type { Report } from "../report.ts";
import { verdictOf } from "../verdict.ts";
import { html, type Markup } from "./markup.ts";
import { renderTable, words } from "./render-table.ts";

/** The verdict, the warnings, what was asked and what came of it. */
export function summary(report: Report): Markup {
  const { tone, text } = verdictOf(report);
  return html`<p class="verdict ${tone}">${text}</p>
    ${report.warnings.map((warning) => html`<p class="warning">⚠ ${warning}</p> `)}
    <div class="facts">${facts(factsOfLoad(report))}${facts(factsOfCounts(report))}</div> `;
}

/** What the run was judged by. */
export function thresholdTable({ thresholds }: Report): Markup {
  return renderTable(
    "Thresholds",
    words("threshold", "actual", "met"),
    thresholds.map(({ source, actual, met }) => ({
      cells: [html`<code>${source}</code>`, actual, met ? "✓ met" : "✗ not met"],
      isFailed: !met,
    })),
  );
}

function facts(list: readonly Fact[]): Markup {
  return html`<dl>
    ${list.map(
      ({ name, text }) =>
        html`${name === "" ? html`` : html`<dt>${name}</dt>`}
          <dd>${text}</dd> `,
    )}
  </dl> `;
}
