import type { TraceStore } from "../../store/create-store.ts";
import { none, parentRow } from "../../store/span-table.ts";
import { operationOf, type Trace } from "../../store/trace.ts";
import { integerParameter, textParameter } from "../parameters.ts";

type Dependency = { readonly parent: string; readonly child: string; readonly callCount: number };

const defaultLookbackMs = 24 * 3_600_000;

/**
 * `GET /api/dependencies`: how many spans of a service stand below a span of another, or, as Jaeger counts them,
 * of the same; over the traces that lie within the time asked for.
 */
export function dependencies(store: TraceStore, query: URLSearchParams, nowMs: number): Dependency[] {
  const endMs = integerParameter(query, "endTs", 0, Number.MAX_SAFE_INTEGER) ?? nowMs;
  const lookbackMs = integerParameter(query, "lookback", 0, Number.MAX_SAFE_INTEGER) ?? defaultLookbackMs;
  const service = textParameter(query, "service");
  const counts = new Map<string, Map<string, number>>();
  for (const trace of store.newestFirst()) {
    if (trace.startMs > endMs - lookbackMs && trace.endMs < endMs) countCalls(trace, counts);
  }
  return Array.from(counts, ([parent, children]) =>
    Array.from(children, ([child, callCount]) => ({ parent, child, callCount })),
  )
    .flat()
    .filter(({ parent, child }) => service === undefined || parent === service || child === service);
}

function countCalls(trace: Trace, counts: Map<string, Map<string, number>>): void {
  const { table } = trace;
  const serviceOf = (row: number) => operationOf(trace, row).origin.service;
  for (let row = 0; row < table.size; row++) {
    const parent = parentRow(table, row);
    if (parent === none) continue;
    const children = counts.get(serviceOf(parent)) ?? new Map<string, number>();
    const child = serviceOf(row);
    children.set(child, (children.get(child) ?? 0) + 1);
    counts.set(serviceOf(parent), children);
  }
}
