import type { Paint } from "../../terminal/paint.ts";
import type { LivePlan, LiveSnapshot } from "../live-snapshot.ts";
import { errorLines } from "./error-lines.ts";
import { graphLines } from "./graph-lines.ts";
import { headerLines } from "./header-lines.ts";
import { type Line, paintLine } from "./line.ts";
import { progressLines } from "./progress-lines.ts";
import { thresholdLines } from "./threshold-lines.ts";
import { totalLines } from "./total-lines.ts";
import { warningLines } from "./warning-lines.ts";

/** Wider lines would be hard to follow with the eye. */
const maxColumns = 100;
const emptyLine: Line = [];

/**
 * The run as it is now, in at most `rows` lines that are shorter than `columns`; the first is empty. What does not fit
 * is left out: first the space between the parts, then the lower ones.
 */
export function renderFrame(
  snapshot: LiveSnapshot,
  plan: LivePlan,
  { columns, rows }: { columns: number; rows: number },
  paint: Paint,
): string[] {
  // One less: a cursor past the last column is where terminals differ.
  const width = Math.min(columns - 1, maxColumns);
  const parts: Line[][] = [
    headerLines(snapshot, plan, width),
    [...progressLines(snapshot, plan, width), ...graphLines(snapshot, width)],
    [...totalLines(snapshot, width), ...warningLines(snapshot)],
    [...errorLines(snapshot), ...thresholdLines(snapshot, width)],
    [[[hint(snapshot), "dim"]]],
  ];
  const shown = parts.filter((part) => part.length > 0);
  const airy = shown.flatMap((part) => [emptyLine, ...part]);
  const lines = airy.length <= rows ? airy : [emptyLine, ...shown.flat()].slice(0, rows);
  return lines.map((line) => paintLine(line, width, paint));
}

function hint({ phase }: LiveSnapshot): string {
  return phase === "draining" ? "Ctrl-C again stops at once" : "Ctrl-C stops gently, twice at once";
}
