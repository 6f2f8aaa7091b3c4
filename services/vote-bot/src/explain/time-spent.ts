import { isProxySpan } from "../doctor/evidence/is-proxy-span.ts";
import type { TraceTree } from "../doctor/evidence/trace-tree.ts";
import type { TraceSpan } from "../jaeger/trace-span.ts";
import type { Spent } from "../report/report.ts";
import { selfTimes } from "./self-times.ts";

const mostTold = 3;

/** Where the time of the request went, by service and operation: the three of the most self time, the most first. */
export function timeSpent(request: TraceSpan, tree: TraceTree): Spent[] {
  const groups = Map.groupBy(selfTimes(request, tree), ({ span }) => `${serviceOf(span)}\n${span.name}`);
  return [...groups.values()]
    .map((times) => {
      const { span } = times[0]!;
      const ms = times.reduce((sum, time) => sum + time.ms, 0);
      return { service: serviceOf(span), operation: span.name, ms: toMicroseconds(ms) };
    })
    .filter(({ ms }) => ms > 0)
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, mostTold);
}

function serviceOf(span: TraceSpan): string {
  return isProxySpan(span) ? "proxy" : span.service;
}

/** As exact as spans are. */
function toMicroseconds(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}
