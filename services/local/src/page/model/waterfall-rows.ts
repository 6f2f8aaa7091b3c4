import type { Span } from "./span.ts";
import type { SpanNode } from "./span-tree.ts";

/** One line of the waterfall. */
export type WaterfallRow = {
  readonly span: Span;
  /** 0 for a root. */
  readonly depth: number;
  /** Spans below it, on any level. */
  readonly descendants: number;
  readonly isCollapsed: boolean;
  /** Of the collapsed spans below it: whether one failed. */
  readonly hidesError: boolean;
};

/** The lines to show, from top to bottom; nothing below a collapsed span. */
export function waterfallRows(tops: readonly SpanNode[], collapsed: ReadonlySet<string>): readonly WaterfallRow[] {
  const rows: WaterfallRow[] = [];
  const add = ({ span, children, descendants, failsBelow }: SpanNode, depth: number) => {
    const isCollapsed = descendants > 0 && collapsed.has(span.spanId);
    rows.push({ span, depth, descendants, isCollapsed, hidesError: isCollapsed && failsBelow });
    if (!isCollapsed) for (const child of children) add(child, depth + 1);
  };
  for (const top of tops) add(top, 0);
  return rows;
}
