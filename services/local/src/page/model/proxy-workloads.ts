import type { Span } from "./span.ts";
import { type SpanNode, spanTree } from "./span-tree.ts";

/**
 * The workload that each proxy span stands at, by span id: an outbound one at the app that called, an inbound one
 * at the app that it led to. Where no app span tells, the proxy's host name does.
 */
export function proxyWorkloads(spans: readonly Span[]): ReadonlyMap<string, string> {
  const workloads = new Map<string, string>();

  /** Returns the first app found at or below the node. */
  const walk = ({ span, children }: SpanNode, caller: string | undefined): string | undefined => {
    const app = span.proxy === undefined ? span.service : undefined;
    const below = children.map((child) => walk(child, app ?? caller)).find((found) => found !== undefined);
    if (app !== undefined) return app;
    const host = span.resource["host.name"];
    const workload = (span.proxy === "outbound" ? caller : below) ?? (typeof host === "string" ? host : undefined);
    if (workload !== undefined) workloads.set(span.spanId, workload);
    return below;
  };

  for (const top of spanTree(spans).tops) walk(top, undefined);
  return workloads;
}
