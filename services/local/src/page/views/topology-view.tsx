import { useMemo } from "preact/hooks";
import type { Topology } from "../../traces/api.ts";
import { goBack, navigate } from "../data/location.ts";
import { useAnswer } from "../data/use-answer.ts";
import { useKeys } from "../data/use-keys.ts";
import { withQuery } from "../model/route.ts";
import { topologyLayout } from "../model/topology-layout.ts";
import { EmptyState } from "../parts/empty-state.tsx";
import { TopologyGraph } from "../parts/topology-graph.tsx";

const lookEveryMs = 2_000;

/** `/topology?mesh=shown`: who calls whom, with the last minute's traffic on it. */
export function TopologyView({ query }: { query: URLSearchParams }) {
  const isMeshShown = query.get("mesh") === "shown";
  const path = `/api/topology?mesh=${isMeshShown ? "shown" : "folded"}`;
  const { data, error } = useAnswer<Topology>(path, () => lookEveryMs);
  const placed = useMemo(() => data && topologyLayout(data), [data]);
  const toggle = () =>
    navigate(withQuery("/topology", query, { mesh: isMeshShown ? undefined : "shown" }), { replace: true });
  useKeys({ m: toggle, Escape: goBack });

  return (
    <div class="topology-view">
      <div class="view-head">
        <h1>Topology</h1>
        <p class="faint">the last minute; a dot is traffic, ◆ a failure</p>
        <button type="button" aria-pressed={isMeshShown} onClick={toggle}>
          ⟠ mesh {isMeshShown ? "shown" : "folded"} <kbd>m</kbd>
        </button>
      </div>
      {error !== undefined && data === undefined && (
        <EmptyState title="No answer">The topology cannot be read: {error}. Trying again.</EmptyState>
      )}
      {placed !== undefined && placed.nodes.length === 0 && (
        <EmptyState title="No traffic in the last minute">
          Send some, such as <code>npm start -- --rate 10</code>; services appear here as they answer.
        </EmptyState>
      )}
      {placed !== undefined && placed.nodes.length > 0 && <TopologyGraph placed={placed} />}
    </div>
  );
}
