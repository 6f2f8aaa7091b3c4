import type { Chart } from "./chart.ts";
import { html, type Markup, raw } from "./markup.ts";

/** Places for the charts, and the data that charts.js draws there. */
export function chartFigures(charts: readonly Chart[]): Markup {
  if (charts.length === 0) return embedded(charts);
  return html`<h2>Charts</h2>
    <noscript><p class="note">The charts are drawn by a script; the tables below need none.</p></noscript>
    <div class="charts">${charts.map(figure)}</div>
    ${embedded(charts)}`;
}

function figure({ title, unit, hasLogScale }: Chart, index: number): Markup {
  const toggle = hasLogScale ? html`<button type="button" aria-pressed="true">log scale</button>` : html``;
  return html`<figure data-chart="${index}">
    <figcaption>
      <span>${title} <span class="unit">${unit}</span></span
      >${toggle}
    </figcaption>
    <div role="img" aria-label="${title}"></div>
  </figure> `;
}

/** The element for the data; no text in the JSON can end it. */
function embedded(charts: readonly Chart[]): Markup {
  const json = JSON.stringify(charts).replaceAll("<", String.raw`\u003c`);
  return raw(`<script type="application/json" id="charts">${json}</script>`);
}
