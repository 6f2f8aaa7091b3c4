import type { JaegerClient } from "../../jaeger/create-jaeger-client.ts";
import type { TraceSpan } from "../../jaeger/trace-span.ts";
import { findHops, serves } from "./find-hops.ts";
import type { Hop } from "./hop.ts";
import { isProxySpan, proxyService } from "./is-proxy-span.ts";
import type { SentVisit } from "./sent-visit.ts";
import { createTraceTree } from "./trace-tree.ts";

/** A clock that is off by less does not hide a stray. */
const marginMs = 10_000;
const maxTraces = 100;

/**
 * The spans of other traces in which parts of the visit ended: those that web's answers name, and those that
 * begin with a call which the visit's trace misses.
 */
export async function findStrays(
  jaeger: JaegerClient,
  visit: SentVisit,
  own: readonly TraceSpan[],
  services: readonly string[],
): Promise<TraceSpan[]> {
  const named = new Set(visit.requests.map(({ webSpan }) => webSpan?.traceId ?? visit.traceId));
  named.delete(visit.traceId);
  const strays: TraceSpan[] = [];
  for (const traceId of named) strays.push(...(await jaeger.trace(traceId)));
  const hops = findHops(visit, createTraceTree([...own, ...strays]));
  for (const hop of hops) {
    const isNamed = hop.rpc === undefined && visit.requests[hop.requestIndex]?.webSpan !== undefined;
    if (hop.callee === undefined && isNamed) continue;
    const searched = hop.callee === undefined ? hop.to : hop.proxies.length === 0 ? proxyService : undefined;
    if (hop.caller === undefined || searched === undefined || !services.includes(searched)) continue;
    const { startMs } = hop.caller;
    const window = { fromMs: startMs - marginMs, toMs: startMs + marginMs, limit: maxTraces };
    const traces = await jaeger.traces({ service: searched, ...window });
    const begins = hop.callee === undefined ? beginsWith(hop) : isProxiesOnly(hop);
    strays.push(...nearest(traces.filter(begins), startMs));
  }
  return strays;
}

/** Whether a trace begins with the call that is missing: nobody called it, as far as the trace knows. */
function beginsWith({ request, rpc }: Hop) {
  return (trace: readonly TraceSpan[]) =>
    createTraceTree(trace).tops.some(
      (span) =>
        span.kind === "SERVER" &&
        !isProxySpan(span) &&
        (rpc === undefined ? serves(span, request) : span.name.includes(rpc)),
    );
}

/** Whether a trace holds only the proxies of this call, while the apps' spans are in ours. */
function isProxiesOnly({ request, rpc }: Hop) {
  const path = rpc === undefined ? request.replace(/^\w+ /, "") : `/${rpc}`;
  return (trace: readonly TraceSpan[]) =>
    trace.every((span) => isProxySpan(span)) && trace.some(({ name }) => name.startsWith(path));
}

function nearest(traces: readonly TraceSpan[][], startMs: number): TraceSpan[] {
  const distance = (trace: readonly TraceSpan[]) => Math.min(...trace.map((span) => Math.abs(span.startMs - startMs)));
  return traces.toSorted((a, b) => distance(a) - distance(b))[0] ?? [];
}
