import type { AddedSpan } from "../store/create-store.ts";
import type { Operation } from "../store/origin.ts";
import { durationMsOf, hasFailed, isRoot, markCounted, none, parentRow } from "../store/span-table.ts";
import { operationOf, type Trace } from "../store/trace.ts";
import { isCalling, isRequest, isServing } from "./kind-of-span.ts";
import { createNodes } from "./nodes.ts";
import { createTopology, type Node, type Request, type Topology } from "./topology.ts";

/** Both pictures of who calls whom: apps alone, and with the mesh's proxies between them. */
export type Topologies = {
  readonly folded: Topology;
  readonly shown: Topology;
  /**
   * Counts the requests of newly added spans. A server span is linked to its caller once every span between them
   * has come, in whatever order; the proxies' spans between them tell the way through the mesh.
   */
  record(trace: Trace, added: readonly AddedSpan[]): void;
};

/** More proxies' spans than this between two apps are a loop. */
const maxProxySpans = 32;

export function createTopologies(now: () => number): Topologies {
  const folded = createTopology(now);
  const shown = createTopology(now);
  const nodes = createNodes();

  const recordNode = (node: Node, request: Request) => {
    folded.recordNode(node, request);
    shown.recordNode(node, request);
  };

  const recordEdge = (from: Node, to: Node, request: Request) => {
    folded.recordEdge(from, to, request);
    shown.recordEdge(from, to, request);
  };

  /** Counts one server span's way from its caller; false while a span of it is missing. */
  const link = (trace: Trace, row: number): boolean => {
    const way = wayTo(trace, row);
    if (way === undefined) return false;
    const { service } = operationOf(trace, row).origin;
    const caller = way.caller.origin.service;
    // A server span right below another span of its service is a part of the same request.
    if (caller === service && !isCalling(way.caller.kind)) return true;
    const [from, to] = [nodes.app(caller), nodes.app(service)];
    const request = requestOf(trace, row);
    if (way.proxies.length === 0) {
      recordEdge(from, to, request);
      return true;
    }
    folded.recordEdge(from, to, request);
    let at = from;
    for (const proxyRow of way.proxies) {
      const { proxy } = operationOf(trace, proxyRow);
      if (proxy === undefined) continue;
      const next = nodes.proxy(proxy === "outbound" ? caller : service, proxy);
      // A proxy that retries has one server span above all of its tries.
      if (markCounted(trace.table, proxyRow)) {
        shown.recordNode(next, requestOf(trace, proxyRow));
        shown.recordEdge(at, next, requestOf(trace, proxyRow));
      }
      at = next;
    }
    shown.recordEdge(at, to, request);
    return true;
  };

  return {
    folded,
    shown,
    record: (trace, added) => {
      for (const { row, span } of added) {
        const { operation, calledStore } = span;
        if (operation.proxy !== undefined) continue;
        const app = nodes.app(operation.origin.service);
        if (isRequest(span)) recordNode(app, requestOf(trace, row));
        if (isServing(operation.kind) && !isRoot(trace.table, row)) trace.unlinked.push(row);
        if (calledStore !== undefined) {
          recordNode(nodes.store(calledStore), requestOf(trace, row));
          recordEdge(app, nodes.store(calledStore), requestOf(trace, row));
        }
      }
      if (trace.unlinked.length > 0) trace.unlinked = trace.unlinked.filter((row) => !link(trace, row));
    },
  };
}

type Way = {
  readonly caller: Operation;
  /** The proxies' server spans from the caller to the callee; their client spans only lead on. */
  readonly proxies: readonly number[];
};

/** How a server span's request came; undefined while a span is missing. */
function wayTo(trace: Trace, row: number): Way | undefined {
  const proxies: number[] = [];
  let at = parentRow(trace.table, row);
  for (let spans = 0; at !== none && spans < maxProxySpans; spans++) {
    const operation = operationOf(trace, at);
    if (operation.proxy === undefined) return { caller: operation, proxies };
    if (isServing(operation.kind)) proxies.unshift(at);
    at = parentRow(trace.table, at);
  }
}

function requestOf({ table }: Trace, row: number): Request {
  return { durationMs: durationMsOf(table, row), failed: hasFailed(table, row) };
}
