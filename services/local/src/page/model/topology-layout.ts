import { Graph, layout } from "@dagrejs/dagre";
import type { Topology } from "../../traces/api.ts";

export type Point = { readonly x: number; readonly y: number };
export type PlacedNode = Topology["nodes"][number] & Point & { readonly width: number; readonly height: number };
export type PlacedEdge = Topology["edges"][number] & {
  readonly points: readonly Point[];
  /** Where its label stands; an app and the proxy at it are too near for one. */
  readonly label: Point | undefined;
};
export type PlacedTopology = {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
};

const sizes = {
  app: { width: 176, height: 84 },
  store: { width: 176, height: 84 },
  proxy: { width: 170, height: 60 },
};
const edgeLabel = { width: 72, height: 60 };
const noLabel = { width: 20, height: 20 };
const margin = 24;

/** A call's name: there is at most one from one node to another. */
export function edgeKey({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${from} ${to}`;
}

/** Places nodes in columns from left to right. The same nodes and edges, in any order, get the same places. */
export function topologyLayout({ nodes, edges }: Topology): PlacedTopology {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    rankdir: "LR",
    nodesep: 40,
    ranksep: nodes.some(({ kind }) => kind === "proxy") ? 32 : 64,
    marginx: margin,
    marginy: margin,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, kind } of nodes.toSorted(by((node) => node.id))) graph.setNode(id, { ...sizes[kind] });
  const known = edges.filter(({ from, to }) => graph.hasNode(from) && graph.hasNode(to));
  const appOf = new Map(nodes.map(({ id, app }) => [id, app ?? id]));
  const labelOf = ({ from, to }: Topology["edges"][number]) =>
    appOf.get(from) === appOf.get(to) ? noLabel : edgeLabel;
  for (const edge of known.toSorted(by(edgeKey)))
    graph.setEdge(edge.from, edge.to, { ...labelOf(edge), labelpos: "c" });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width: Number.isFinite(width) ? width : 0,
    height: Number.isFinite(height) ? height : 0,
    nodes: nodes.map((node) => ({ ...node, ...(graph.node(node.id) as PlacedNode) })),
    edges: known.map((edge) => {
      const drawn = graph.edge(edge.from, edge.to) as unknown as Drawn;
      const [from, to] = [graph.node(edge.from) as PlacedNode, graph.node(edge.to) as PlacedNode];
      const label = labelOf(edge) === noLabel ? undefined : { x: drawn.x, y: drawn.y };
      return Object.assign({}, edge, { points: edgePoints(from, to, drawn), label });
    }),
  };
}

/** What the layout says of an edge: its label's middle and width, and the points on its way. */
type Drawn = Point & { readonly width: number; readonly points: readonly Point[] };

/** From the middle of a side to the middle of a side, around what is between, and level for its label's width. */
function edgePoints(from: PlacedNode, to: PlacedNode, { x, y, width, points }: Drawn): Point[] {
  const forth = to.x >= from.x ? 1 : -1;
  const level = [-1, 1].map((side) => ({ x: x + (side * forth * width) / 2, y }));
  return [
    { x: from.x + (forth * from.width) / 2, y: from.y },
    ...points.slice(1, -1).flatMap((point) => (Math.abs(point.x - x) < 1 ? level : [point])),
    { x: to.x - (forth * to.width) / 2, y: to.y },
  ];
}

function by<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => (key(a) < key(b) ? -1 : 1);
}

/** A smooth SVG path through an edge's points. */
export function edgePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let path = `M${first.x} ${first.y}`;
  let from = first;
  for (const to of rest) {
    const middle = (from.x + to.x) / 2;
    path += `C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
    from = to;
  }
  return path;
}
