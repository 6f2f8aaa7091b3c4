import type { Colour } from "../../terminal/paint.ts";
import { type Line, labelColumns, labelled } from "./line.ts";

/** For the figure to the right of a graph: `12:34:56 of 24:00:00`. */
const figureColumns = 20;

/** How many columns all graphs of a frame have. */
export function graphColumns(width: number): number {
  return Math.max(0, width - labelColumns - figureColumns - 2);
}

/** A picture of at most `graphColumns`, in pieces, and its figure beside it. */
export function graph(label: string, picture: Line, figure: string, width: number, colour?: Colour): Line {
  const drawn = picture.reduce((sum, [text]) => sum + text.length, 0);
  const gap = " ".repeat(Math.max(0, graphColumns(width) - drawn) + 2);
  return labelled(label, [...picture, [gap], [figure]], colour);
}
