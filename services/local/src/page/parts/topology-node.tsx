import { formatDuration, formatRate, formatRatio } from "../model/format.ts";
import { serviceHue } from "../model/service-hue.ts";
import type { PlacedNode } from "../model/topology-layout.ts";

/** A service, a proxy or a store with its traffic; a service's and a proxy's lead to the service's golden signals. */
export function TopologyNode({ node }: { node: PlacedNode }) {
  const { id, label, kind } = node;
  const service = kind === "app" ? id : kind === "proxy" ? node.app : undefined;
  const common = {
    class: `node is-${kind}`,
    style: { "--hue": serviceHue(service ?? label) },
    children: <NodeBox node={node} />,
  };
  if (service === undefined) return <g {...common} />;
  return <a href={`/services?service=${encodeURIComponent(service)}`} {...common} />;
}

/** The texts end in spaces because together they are the link's name. */
function NodeBox({ node }: { node: PlacedNode }) {
  const { label, kind, x, y, width, height, requestsPerSecond, successRatio, p95Ms } = node;
  const isFailing = successRatio !== undefined && successRatio < 1;
  const left = x - width / 2;
  const top = y - height / 2;
  return (
    <>
      <rect class="node-box" x={left} y={top} width={width} height={height} rx={kind === "store" ? 22 : 8} />
      <rect class="node-hue" x={left} y={top + 10} width={4} height={height - 20} rx={2} />
      <text class="node-name" x={left + 16} y={top + 25}>
        {`${kind === "proxy" ? "⟠ " : ""}${label} `}
      </text>
      <text x={left + 16} y={top + 47}>
        {`${formatRate(requestsPerSecond)} `}
      </text>
      <text x={left + width - 14} y={top + 47} text-anchor="end">
        {kind !== "proxy" && <tspan class="faint">p95 </tspan>}
        {formatDuration(p95Ms)}
      </text>
      {kind !== "proxy" && (
        <text class={isFailing ? "is-bad" : undefined} x={left + 16} y={top + 69}>
          {` ${isFailing ? "✕" : "✓"} ${formatRatio(successRatio)} success`}
        </text>
      )}
    </>
  );
}
