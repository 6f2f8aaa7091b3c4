import { html, type Markup } from "./markup.ts";

export type TableColumn = { readonly title: string; readonly kind: "word" | "prose" | "number" };
/** The first cell names the row. */
export type TableRow = { readonly cells: readonly (string | Markup)[]; readonly isFailed: boolean };

/** A table under its title, that scrolls by itself where it is too wide; nothing without rows. */
export function renderTable(title: string, columns: readonly TableColumn[], rows: readonly TableRow[]): Markup {
  if (rows.length === 0) return html``;
  return html`<section>
    <h2>${title}</h2>
    <div class="scroll" role="region" aria-label="${title}" tabindex="0">
      <table>
        <thead>
          <tr>
            ${columns.map(({ title: head, kind }) => html`<th scope="col" class="${kind}">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => renderRow(row, columns))}
        </tbody>
      </table>
    </div>
  </section> `;
}

function renderRow({ cells, isFailed }: TableRow, columns: readonly TableColumn[]): Markup {
  const rendered = cells.map((cell, index) =>
    index === 0 ? html`<th scope="row">${cell}</th>` : html`<td class="${columns[index]?.kind ?? "word"}">${cell}</td>`,
  );
  return html`<tr class="${isFailed ? "failed" : ""}">
    ${rendered}
  </tr> `;
}

/** Columns of what does not wrap, of sentences that do, and of numbers. */
export const words = columnsOf("word");
export const prose = columnsOf("prose");
export const numbers = columnsOf("number");

function columnsOf(kind: TableColumn["kind"]) {
  return (...titles: readonly string[]): TableColumn[] => titles.map((title) => ({ title, kind }));
}
