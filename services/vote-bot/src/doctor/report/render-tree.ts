import type { TraceSpan } from "../../jaeger/trace-span.ts";
import { isProxySpan } from "../evidence/is-proxy-span.ts";
import type { TraceTree } from "../evidence/trace-tree.ts";
import { displayName, displayService, displayStatus } from "./describe-span.ts";
import type { Paint } from "../../terminal/paint.ts";

const barWidth = 24;
/** A terminal narrower than this has no room for bars. */
const minColumnsForBars = 110;

type Row = { readonly span: TraceSpan; readonly cells: readonly string[] };

/** A trace as a tree of lines: service, name, kind, status, milliseconds, and where there is room when it was. */
export function renderTree(tree: TraceTree, traceId: string, columns: number, paint: Paint): string[] {
  const tops = tree.tops.filter((span) => span.traceId === traceId);
  const rows = tops.flatMap((top) => rowsOf(tree, top, 0));
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(0, ...rows.map(({ cells }) => cells[column]?.length ?? 0)));
  const startMs = Math.min(...rows.map(({ span }) => span.startMs));
  const endMs = Math.max(...rows.map(({ span }) => span.startMs + span.durationMs));
  return rows.map(({ span, cells }) => {
    const [duration = "", ...before] = cells.toReversed();
    const text = before
      .toReversed()
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ");
    const line = `${text}  ${duration.padStart(widths[4] ?? 0)}`;
    const bar = columns < minColumnsForBars ? "" : `  ${barOf(span, startMs, endMs - startMs)}`;
    return paint(colourOf(span), `  ${line}${bar}`.trimEnd());
  });
}

function rowsOf(tree: TraceTree, span: TraceSpan, depth: number): Row[] {
  const name = `${"  ".repeat(depth)}${displayName(span)}`;
  const isOrphan = depth === 0 && span.parentSpanId !== "";
  const cells = [
    displayService(span),
    isOrphan ? `${name} (parent missing)` : name,
    span.kind,
    displayStatus(span),
    `${span.durationMs.toFixed(1)} ms`,
  ];
  return [{ span, cells }, ...tree.children(span).flatMap((child) => rowsOf(tree, child, depth + 1))];
}

function barOf(span: TraceSpan, startMs: number, wholeMs: number): string {
  const scale = barWidth / Math.max(wholeMs, 0.001);
  const from = Math.min(barWidth - 1, Math.floor((span.startMs - startMs) * scale));
  const length = Math.max(1, Math.min(barWidth - from, Math.round(span.durationMs * scale)));
  return `${" ".repeat(from)}${(isProxySpan(span) ? "░" : "█").repeat(length)}`;
}

function colourOf(span: TraceSpan) {
  if (span.isError) return "red";
  return isProxySpan(span) ? "dim" : "plain";
}
