import type { TraceSummary } from "../api.ts";
import { hasFailed, isRoot, none, offsetUsOf, parentRow } from "../store/span-table.ts";
import { operationOf, type Trace } from "../store/trace.ts";

/** A trace's line in the list, from its index alone. */
export function summarize(trace: Trace): TraceSummary {
  const { table, startMs, endMs } = trace;
  const rows = Array.from({ length: table.size }, (_, row) => row);
  const roots = rows.filter((row) => isRoot(table, row));
  const orphans = rows.filter((row) => !isRoot(table, row) && parentRow(table, row) === none);
  const inOrder = walk(trace, [...roots, ...orphans]);
  const root = roots.length > 0 ? operationOf(trace, firstOf(trace, roots)) : undefined;
  const error = deepestFailure(trace, inOrder);
  return {
    traceId: trace.id,
    startTimeMs: startMs,
    durationMs: endMs - startMs,
    ...(root && { root: { service: root.origin.service, operation: root.name } }),
    services: servicesOf(trace, inOrder),
    spans: table.size,
    proxySpans: rows.filter((row) => operationOf(trace, row).proxy !== undefined).length,
    errors: trace.failures.length,
    ...(error !== undefined && { error }),
    orphans: orphans.length,
    roots: roots.length,
  };
}

type Visited = { readonly row: number; readonly depth: number };

/** All spans, each before those that it caused; those of one parent by time. */
function walk(trace: Trace, tops: readonly number[]): Visited[] {
  const { table } = trace;
  const children = new Map<number, number[]>();
  for (let row = 0; row < table.size; row++) {
    const parent = parentRow(table, row);
    if (parent === none) continue;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [row]);
    else siblings.push(row);
  }
  const byTime = (rows: readonly number[]) => rows.toSorted((a, b) => offsetUsOf(table, b) - offsetUsOf(table, a));
  const waiting = byTime(tops).map((row) => ({ row, depth: 0 }));
  const visited: Visited[] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    visited.push(next);
    const depth = next.depth + 1;
    for (const row of byTime(children.get(next.row) ?? [])) waiting.push({ row, depth });
  }
  return visited;
}

function servicesOf(trace: Trace, inOrder: readonly Visited[]): TraceSummary["services"] {
  const services = new Map<string, { name: string; spans: number; errors: number }>();
  for (const { row } of inOrder) {
    const { origin, proxy } = operationOf(trace, row);
    if (proxy !== undefined) continue;
    const service = services.get(origin.service) ?? { name: origin.service, spans: 0, errors: 0 };
    service.spans++;
    service.errors += Number(hasFailed(trace.table, row));
    services.set(origin.service, service);
  }
  return [...services.values()];
}

function deepestFailure({ failures }: Trace, inOrder: readonly Visited[]): string | undefined {
  const depths = new Map(inOrder.map(({ row, depth }) => [row, depth]));
  const depthOf = ({ row }: { row: number }) => depths.get(row) ?? 0;
  return failures.toSorted((a, b) => depthOf(b) - depthOf(a))[0]?.label;
}

function firstOf({ table }: Trace, rows: readonly number[]): number {
  return rows.reduce((first, row) => (offsetUsOf(table, row) < offsetUsOf(table, first) ? row : first));
}
