import { formatDuration, formatRate, formatRatio } from "../model/format.ts";
import type { PlacedEdge, PlacedNode } from "../model/topology-layout.ts";
import { filterQuery } from "../model/trace-filter.ts";

type TopologyEdgeProps = {
  edge: PlacedEdge;
  path: string;
  /** The edge's ends. */
  caller: PlacedNode | undefined;
  callee: PlacedNode | undefined;
};

/** Thicker with the rate, so that the traffic is told apart without motion too. */
function edgeThickness(requestsPerSecond: number): number {
  return 1.5 + Math.min(6, Math.log2(1 + requestsPerSecond));
}

/** One service calling another; leads to the traces behind it. */
export function TopologyEdge({ edge, path, caller, callee }: TopologyEdgeProps) {
  const { requestsPerSecond, successRatio, p95Ms } = edge;
  const facts = `${formatRate(requestsPerSecond)}, success ${formatRatio(successRatio)}, p95 ${formatDuration(p95Ms)}`;
  return (
    <a class="edge" href={tracesBehind(caller, callee)} aria-label={`${caller?.label} to ${callee?.label}: ${facts}`}>
      <path class="edge-target" d={path} />
      <path class="edge-line" d={path} style={{ "stroke-width": `${edgeThickness(requestsPerSecond)}px` }} />
    </a>
  );
}

/** The list of traces in which both ends' apps are; a store has no spans of its own. */
function tracesBehind(caller: PlacedNode | undefined, callee: PlacedNode | undefined): string {
  const from = caller && appOf(caller);
  const service = (callee && appOf(callee)) ?? from;
  return `/${filterQuery({ ...(service && { service }), ...(from && from !== service && { caller: from }) })}`;
}

function appOf({ kind, id, app }: PlacedNode): string | undefined {
  return kind === "app" ? id : app;
}

/** An edge's rate and latency, in its middle. */
export function TopologyEdgeLabel({ edge: { label, requestsPerSecond, successRatio, p95Ms } }: { edge: PlacedEdge }) {
  if (label === undefined) return null;
  const isFailing = successRatio !== undefined && successRatio < 1;
  return (
    <text class="edge-label" x={label.x} y={label.y} text-anchor="middle" aria-hidden="true">
      <tspan x={label.x} dy="-0.75em">
        {formatRate(requestsPerSecond)}
      </tspan>
      <tspan x={label.x} dy="2.3em" class="faint">
        {formatDuration(p95Ms)}
      </tspan>
      {isFailing && (
        <tspan x={label.x} dy="1.3em" class="is-bad">
          ✕ {formatRatio(1 - successRatio)}
        </tspan>
      )}
    </text>
  );
}
