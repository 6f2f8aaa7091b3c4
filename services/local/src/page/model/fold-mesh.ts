import type { Span } from "./span.ts";

/**
 * The apps' spans alone, each hung on the nearest app span above it. One whose proxies lead to no app span keeps
 * the parent that is missing, so that folding hides no gap.
 */
export function foldMesh(spans: readonly Span[]): readonly Span[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  return spans.filter(({ proxy }) => proxy === undefined).map((span) => rehung(span, byId));
}

function rehung(span: Span, byId: ReadonlyMap<string, Span>): Span {
  let { parentId } = span;
  const passed = new Set<string>();
  while (parentId !== undefined && !passed.has(parentId)) {
    passed.add(parentId);
    const parent = byId.get(parentId);
    if (parent === undefined || parent.proxy === undefined) return { ...span, parentId };
    parentId = parent.parentId;
  }
  const { parentId: _, ...root } = span;
  return root;
}
