import type { Colour } from "../../terminal/paint.ts";
import { charactersOf } from "./characters.ts";
import type { Look } from "./look.ts";
import { shorten } from "./wrap.ts";

export type Column = { readonly title: string; readonly align: "left" | "right" };
export type Row = { readonly cells: readonly string[]; readonly colour: Colour };

const indent = 2;
const gap = 2;
/** A first column narrower than this tells nothing. */
const minFirstWidth = 16;

/** Titles and rows in columns; the first column gives way where the terminal is too narrow. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly Row[],
  { columns: room, paint }: Look,
): string[] {
  const widths = widthsOf(columns, rows);
  const [first = 0] = widths;
  widths[0] = Math.max(minFirstWidth, first - Math.max(0, tableWidth(columns, rows) - room));
  const line = (cells: readonly string[]) => {
    const padded = cells.map((cell, index) => pad(cell, widths[index] ?? 0, columns[index]?.align ?? "left"));
    return `${" ".repeat(indent)}${padded.join(" ".repeat(gap))}`.trimEnd();
  };
  return [
    paint("dim", line(columns.map(({ title }) => title))),
    ...rows.map(({ cells, colour }) => paint(colour, line(cells))),
  ];
}

/** What the whole table takes when nothing is shortened. */
export function tableWidth(columns: readonly Column[], rows: readonly Row[]): number {
  const widths = widthsOf(columns, rows);
  return indent + widths.reduce((sum, width) => sum + width, 0) + gap * (widths.length - 1);
}

function widthsOf(columns: readonly Column[], rows: readonly Row[]): number[] {
  return columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map(({ cells }) => charactersOf(cells[index] ?? "").length)),
  );
}

function pad(cell: string, width: number, align: Column["align"]): string {
  const text = shorten(cell, width);
  const filler = " ".repeat(Math.max(0, width - charactersOf(text).length));
  return align === "left" ? `${text}${filler}` : `${filler}${text}`;
}
