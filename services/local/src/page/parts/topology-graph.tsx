import { useMedia } from "../data/use-media.ts";
import { edgeKey, edgePath, type PlacedTopology } from "../model/topology-layout.ts";
import { TopologyEdge, TopologyEdgeLabel } from "./topology-edge.tsx";
import { TopologyNode } from "./topology-node.tsx";
import { useFlow } from "./use-flow.ts";

/** The graph as SVG: edges below, then the dots that flow on them, then labels and nodes. */
export function TopologyGraph({ placed }: { placed: PlacedTopology }) {
  const isStill = useMedia("(prefers-reduced-motion: reduce)");
  const { width, height, nodes, edges } = placed;
  const flow = useFlow(edges, isStill);
  const nodeOf = (id: string) => nodes.find((node) => node.id === id);
  return (
    <div class="topology-scroller" tabIndex={0} role="region" aria-label="Graph of services">
      <svg
        class="topology"
        viewBox={`0 0 ${width} ${height}`}
        style={{ "--natural-width": `${width}px`, "--natural-height": `${height}px` }}
      >
        {edges.map((edge) => (
          <TopologyEdge
            key={edgeKey(edge)}
            edge={edge}
            path={edgePath(edge.points)}
            caller={nodeOf(edge.from)}
            callee={nodeOf(edge.to)}
          />
        ))}
        <g ref={flow} aria-hidden="true" />
        {edges.map((edge) => (
          <TopologyEdgeLabel key={edgeKey(edge)} edge={edge} />
        ))}
        {nodes.map((node) => (
          <TopologyNode key={node.id} node={node} />
        ))}
      </svg>
    </div>
  );
}
