import type { Colour } from "../../terminal/paint.ts";
import { formatCount, formatShare } from "../../terminal/quantities.ts";
import { msOrDash } from "../figures.ts";
import type { LiveSnapshot } from "../live-snapshot.ts";
import { isLate } from "./warning-lines.ts";
import { type Line, labelColumns, labelled } from "./line.ts";

type Cell = readonly [name: string, figure: string, colour?: Colour];

/** The four cells of a row side by side need this much; two and two below need less. */
const wideColumns = 76;

/** The whole run so far, in rows of the same columns. */
export function totalLines(snapshot: LiveSnapshot, width: number): Line[] {
  const { inFlight, visits, requests, latency, dispatchLagP99Ms } = snapshot;
  const failed = requests.error + requests.timeout;
  const ended = requests.ok + requests.expected + failed;
  return [
    ...row("visits", width, [
      ["started", formatCount(visits.started)],
      ["in flight", formatCount(inFlight)],
      ["dropped", formatCount(visits.dropped), visits.dropped > 0 ? "red" : "plain"],
      ["lag p99", msOrDash(dispatchLagP99Ms), isLate(snapshot) ? "red" : "plain"],
    ]),
    ...row("requests", width, [
      ["ok", formatCount(requests.ok)],
      ["expected", formatCount(requests.expected)],
      ["failed", formatCount(failed), failed > 0 ? "red" : "plain"],
      ["success", formatShare(ended - failed, ended)],
    ]),
    ...row("latency", width, [
      ["p50", msOrDash(latency?.p50Ms)],
      ["p90", msOrDash(latency?.p90Ms)],
      ["p99", msOrDash(latency?.p99Ms)],
      ["max", msOrDash(latency?.maxMs)],
    ]),
  ];
}

function row(label: string, width: number, cells: readonly Cell[]): Line[] {
  const perLine = width >= wideColumns ? 4 : 2;
  const columns = Math.floor((width - labelColumns) / perLine);
  const lines = Array.from({ length: Math.ceil(cells.length / perLine) }, (_, line) =>
    cells.slice(line * perLine, (line + 1) * perLine),
  );
  return lines.map((line, index) =>
    labelled(
      index === 0 ? label : "",
      line.flatMap((cell) => pieces(cell, columns)),
    ),
  );
}

function pieces([name, figure, colour = "plain"]: Cell, columns: number): Line {
  const gap = Math.max(1, columns - name.length - 1 - figure.length);
  return [[`${name} `, "dim"], [figure, colour], [" ".repeat(gap)]];
}
