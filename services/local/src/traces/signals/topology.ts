import type { Topology as TopologyAnswer, Traffic } from "../api.ts";
import { createTrafficWindow, type TrafficWindow } from "./traffic-window.ts";
import { trafficOf } from "./traffic.ts";

const stepMs = 5_000;
const windowMs = 60_000;

/** Where there are so many, those without traffic for a minute are forgotten, and else a new one is not taken. */
const maxNodes = 256;
const maxEdgesOfNode = 64;

export type Node = {
  readonly id: string;
  readonly label: string;
  readonly kind: "app" | "proxy" | "store";
  /** The app that a proxy stands before. */
  readonly app?: string;
};

/** A request, as a node or an edge counts it. */
export type Request = { readonly durationMs: number; readonly failed: boolean };

/** Who calls whom, and how it goes, over the last minute, by when spans came. */
export type Topology = {
  recordNode(node: Node, request: Request): void;
  recordEdge(from: Node, to: Node, request: Request): void;
  answer(): TopologyAnswer;
};

type Seen = { readonly node: Node; readonly window: TrafficWindow };

/** A node, and the edges from it by the id of where they go. */
type Vertex = Seen & { readonly edges: Map<string, Seen> };

export function createTopology(now: () => number): Topology {
  const vertices = new Map<string, Vertex>();
  const startedAtMs = now();

  const vertexOf = (node: Node): Vertex | undefined =>
    entryOf(vertices, node.id, maxNodes, now(), () => ({ node, window: newWindow(), edges: new Map() }));

  return {
    recordNode: (node, { durationMs, failed }) => vertexOf(node)?.window.record(now(), durationMs, failed),
    recordEdge: (from, to, { durationMs, failed }) => {
      const edges = vertexOf(from)?.edges;
      if (edges === undefined) return;
      const edge = entryOf(edges, to.id, maxEdgesOfNode, now(), () => ({ node: to, window: newWindow() }));
      edge?.window.record(now(), durationMs, failed);
    },
    answer: () => {
      const timeMs = now();
      const seconds = Math.min(windowMs, Math.max(stepMs, timeMs - startedAtMs)) / 1_000;
      const trafficIn = ({ window }: Seen) => trafficOf(window.sum(timeMs - windowMs + stepMs, timeMs), seconds);
      const nodes = new Map<string, Node & Traffic>();
      const edges: TopologyAnswer["edges"][number][] = [];
      for (const { node: from, edges: itsEdges } of vertices.values()) {
        for (const edge of itsEdges.values()) {
          const traffic = trafficIn(edge);
          if (traffic.requestsPerSecond === 0) continue;
          edges.push({ from: from.id, to: edge.node.id, ...traffic });
          for (const end of [from, edge.node]) nodes.set(end.id, { ...end, requestsPerSecond: 0 });
        }
      }
      for (const vertex of vertices.values()) {
        const traffic = trafficIn(vertex);
        if (traffic.requestsPerSecond > 0) nodes.set(vertex.node.id, { ...vertex.node, ...traffic });
      }
      return { nodes: [...nodes.values()], edges };
    },
  };
}

function newWindow(): TrafficWindow {
  return createTrafficWindow(stepMs, windowMs / stepMs + 1);
}

/** The entry of a key, made when there is room for it. */
function entryOf<T extends Seen>(
  entries: Map<string, T>,
  key: string,
  max: number,
  timeMs: number,
  create: () => T,
): T | undefined {
  const known = entries.get(key);
  if (known !== undefined) return known;
  if (entries.size >= max) forgetIdle(entries, timeMs);
  if (entries.size >= max) return;
  const entry = create();
  entries.set(key, entry);
  return entry;
}

function forgetIdle(entries: Map<string, Seen>, timeMs: number): void {
  for (const [key, { window }] of entries) {
    if (window.sum(timeMs - windowMs, timeMs).requests === 0) entries.delete(key);
  }
}
