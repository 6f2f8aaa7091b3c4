import { printable } from "../../terminal/printable.ts";
import type { Colour, Paint } from "../../terminal/paint.ts";

/** Pieces of text from left to right, each in its colour. */
export type Line = readonly (readonly [text: string, colour?: Colour])[];

export const labelColumns = 12;

/** A line of the frame with its name in a column of its own. */
export function labelled(label: string, line: Line, colour: Colour = "dim"): Line {
  return [[label.padEnd(labelColumns), colour], ...line];
}

/** Cut with an ellipsis where it is longer than `columns`. */
export function cut(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1))}…`;
}

/** One line of at most `columns` characters. */
export function paintLine(line: Line, columns: number, paint: Paint): string {
  let left = columns;
  let painted = "";
  for (const [text, colour = "plain"] of line) {
    if (left <= 0) break;
    // A line break from a command line or a server would break the frame.
    const piece = cut(printable(text), left);
    left -= piece.length;
    painted += paint(colour, piece);
  }
  return painted;
}
