import type { ReceivedSpan } from "../support/otlp-receiver.ts";

const proxyService = "linkerd-proxy";

export const isProxy = ({ service }: ReceivedSpan) => service === proxyService;

/**
 * What the table of measurements with real proxies tells of a trace. How many spans our own services have beside
 * those of the requests that they served is their own matter: with no orphan they are all there.
 */
export type TraceShape = {
  readonly proxySpans: number;
  /** Requests served, by service, the proxies apart. */
  readonly served: Readonly<Record<string, number>>;
  /** Spans that nothing received is above; those below the caller's own span, which the test keeps to itself, too. */
  readonly roots: number;
  /** Spans whose parent is neither received nor the caller's. */
  readonly orphans: number;
};

export function shapeOf(spans: readonly ReceivedSpan[], callersSpanId: string): TraceShape {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const tops = spans.filter(({ parentSpanId }) => !ids.has(parentSpanId));
  const roots = tops.filter(({ parentSpanId }) => parentSpanId === callersSpanId || parentSpanId === "");
  const served: Record<string, number> = {};
  for (const span of spans) {
    if (span.kind === "SERVER" && !isProxy(span)) served[span.service] = (served[span.service] ?? 0) + 1;
  }
  return {
    proxySpans: spans.filter(isProxy).length,
    served,
    roots: roots.length,
    orphans: tops.length - roots.length,
  };
}

/** The trace as a tree: whose span (a proxy's by its workload and direction), kind, name, HTTP status. */
export function renderTree(spans: readonly ReceivedSpan[], parentId: string, depth = 0): string {
  return spans
    .filter(({ parentSpanId }) => parentSpanId === parentId)
    .toSorted((a, b) => Number(a.startedAt - b.startedAt))
    .map((span) => `${"  ".repeat(depth)}${describe(span)}\n${renderTree(spans, span.spanId, depth + 1)}`)
    .join("");
}

function describe(span: ReceivedSpan): string {
  const { service, kind, name, resource, attributes } = span;
  const whose = isProxy(span) ? `${String(resource["host.name"])}-proxy ${String(attributes["direction"])}` : service;
  return `${whose} ${kind} ${name}`;
}
