import { expect, test } from "vitest";
import type { Topology } from "../../traces/api.ts";
import { edgePath, topologyLayout } from "./topology-layout.ts";

const node = (id: string, kind: "app" | "proxy" | "store" = "app") => ({ id, label: id, kind, requestsPerSecond: 1 });
const edge = (from: string, to: string) => ({ from, to, requestsPerSecond: 1 });

const topology: Topology = {
  nodes: [node("voting"), node("web"), node("vote-bot"), node("emoji"), node("sqlite", "store")],
  edges: [edge("web", "voting"), edge("vote-bot", "web"), edge("web", "emoji"), edge("voting", "sqlite")],
};

const places = (placed: ReturnType<typeof topologyLayout>) =>
  new Map(placed.nodes.map(({ id, x, y }) => [id, { x, y }]));

test("callers stand left of those they call, and nothing overlaps", () => {
  const placed = topologyLayout(topology);
  const at = places(placed);
  for (const { from, to } of placed.edges) expect(at.get(from)!.x).toBeLessThan(at.get(to)!.x);
  expect(at.get("emoji")!.x).toBe(at.get("voting")!.x);
  expect(Math.abs(at.get("emoji")!.y - at.get("voting")!.y)).toBeGreaterThan(84);
});

test("the order in which the store tells does not move anything", () => {
  const turned = { nodes: topology.nodes.toReversed(), edges: topology.edges.toReversed() };
  expect(places(topologyLayout(turned))).toEqual(new Map([...places(topologyLayout(topology))].toReversed()));
});

test("an edge ends at its nodes' sides; one to a node that is not there is left out", () => {
  const placed = topologyLayout({ nodes: [node("a"), node("b")], edges: [edge("a", "b"), edge("a", "gone")] });
  const [{ x, width } = { x: 0, width: 0 }] = placed.nodes;
  expect(placed.edges).toHaveLength(1);
  expect(placed.edges[0]!.points[0]!.x).toBe(x + width / 2);
  expect(edgePath(placed.edges[0]!.points)).toMatch(/^M[\d. ]+(C[-\d. ]+)+$/);
});

test("an app and the proxy at it have no label between them", () => {
  const proxy = { ...node("web outbound", "proxy"), app: "web" };
  const { edges } = topologyLayout({
    nodes: [node("web"), proxy, node("emoji")],
    edges: [edge("web", "web outbound"), edge("web outbound", "emoji")],
  });
  expect(edges.map(({ label }) => label !== undefined)).toEqual([false, true]);
});

test("services that call each other, and none at all, are laid out", () => {
  const ring = topologyLayout({
    nodes: [node("a"), node("b")],
    edges: [edge("a", "b"), edge("b", "a"), edge("a", "a")],
  });
  expect(ring.edges).toHaveLength(3);
  expect(topologyLayout({ nodes: [], edges: [] })).toMatchObject({ width: 0, height: 0, nodes: [], edges: [] });
});
