import type { Span } from "./span.ts";

export type SpanNode = {
  readonly span: Span;
  readonly children: readonly SpanNode[];
  /** Spans below it, on any level. */
  readonly descendants: number;
  /** Whether one of those failed. */
  readonly failsBelow: boolean;
};

/** A trace's spans hung on their parents. */
export type SpanTree = {
  /** Roots and, after them by time, the spans whose parent has not come. */
  readonly tops: readonly SpanNode[];
  readonly roots: readonly Span[];
  readonly orphans: readonly Span[];
};

/** Hangs each span on its parent, children by start. A ring of parents, which only nonsense has, is cut open. */
export function spanTree(spans: readonly Span[]): SpanTree {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const childrenOf = Map.groupBy(spans, ({ parentId }) => parentId);
  const roots = childrenOf.get(undefined) ?? [];
  const orphans = spans.filter(({ parentId }) => parentId !== undefined && !byId.has(parentId));
  const hung = new Set<Span>();

  const hang = (span: Span): SpanNode => {
    hung.add(span);
    const children: SpanNode[] = [];
    for (const child of childrenOf.get(span.spanId) ?? []) if (!hung.has(child)) children.push(hang(child));
    return {
      span,
      children,
      descendants: children.reduce((sum, child) => sum + 1 + child.descendants, 0),
      failsBelow: children.some((child) => child.failsBelow || child.span.error !== undefined),
    };
  };

  const tops = [...roots, ...orphans].map(hang);
  for (const span of spans) if (!hung.has(span)) tops.push(hang(span));
  return { tops: tops.toSorted((a, b) => a.span.startTimeMs - b.span.startTimeMs), roots, orphans };
}
