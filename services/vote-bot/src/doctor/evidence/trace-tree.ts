import type { TraceSpan } from "../../jaeger/trace-span.ts";
import { isProxySpan } from "./is-proxy-span.ts";

/** Spans of one trace or of several, with the ways from one to another. A parent is in the same trace. */
export type TraceTree = {
  /** By their start. */
  readonly spans: readonly TraceSpan[];
  /** Those whose parent is not there: roots and orphans. */
  readonly tops: readonly TraceSpan[];
  children(span: TraceSpan): readonly TraceSpan[];
  /** Nearest first. */
  ancestors(span: TraceSpan): readonly TraceSpan[];
  /** The nearest ancestor that no proxy made. */
  appParent(span: TraceSpan): TraceSpan | undefined;
};

export function createTraceTree(unordered: readonly TraceSpan[]): TraceTree {
  const byKey = new Map(unordered.map((span) => [keyOf(span.traceId, span.spanId), span]));
  const spans = [...byKey.values()].toSorted((a, b) => a.startMs - b.startMs);
  const parentOf = ({ traceId, parentSpanId }: TraceSpan) => byKey.get(keyOf(traceId, parentSpanId));
  const childrenByParent = Map.groupBy(spans, parentOf);
  const ancestors = (span: TraceSpan) => {
    const found = new Set<TraceSpan>();
    for (let parent = parentOf(span); parent !== undefined && !found.has(parent); parent = parentOf(parent)) {
      found.add(parent);
    }
    return [...found];
  };
  return {
    spans,
    tops: childrenByParent.get(undefined) ?? [],
    children: (span) => childrenByParent.get(span) ?? [],
    ancestors,
    appParent: (span) => ancestors(span).find((ancestor) => !isProxySpan(ancestor)),
  };
}

/** The spans whose parent is missing though they name one. */
export function orphansOf({ tops }: TraceTree): TraceSpan[] {
  return tops.filter(({ parentSpanId }) => parentSpanId !== "");
}

function keyOf(traceId: string, spanId: string): string {
  return `${traceId}/${spanId}`;
}
