import type { SpanNode } from "./span-tree.ts";

/** A stretch of time, since 1970. */
export type Stretch = { readonly fromMs: number; readonly toMs: number };

/**
 * When the end of the trace waited for which span, by span id: from the end of the longest top span backwards, the
 * child that ended last, before it the one that had ended last when that one began, and so on down; what no child
 * covers is the span's own.
 */
export function criticalPath(tops: readonly SpanNode[]): ReadonlyMap<string, readonly Stretch[]> {
  const path = new Map<string, readonly Stretch[]>();
  const follow = ({ span, children }: SpanNode, untilMs: number) => {
    const own: Stretch[] = [];
    let toMs = untilMs;
    for (const child of children.toSorted((a, b) => endOf(b) - endOf(a))) {
      // A proxy's span ends at the response's headers, before what it waited for does: only the time within counts.
      const endMs = Math.min(endOf(child), untilMs);
      if (endMs > toMs || child.span.startTimeMs >= endMs) continue;
      if (endMs < toMs) own.push({ fromMs: endMs, toMs });
      follow(child, endMs);
      toMs = child.span.startTimeMs;
    }
    if (span.startTimeMs < toMs) own.push({ fromMs: span.startTimeMs, toMs });
    path.set(span.spanId, own);
  };
  const [longest] = tops.toSorted((a, b) => b.span.durationMs - a.span.durationMs);
  if (longest !== undefined) follow(longest, endOf(longest));
  return path;
}

function endOf({ span }: SpanNode): number {
  return span.startTimeMs + span.durationMs;
}
