import { useMemo, useState } from "preact/hooks";
import { goBack, navigate } from "../data/location.ts";
import { useKeys } from "../data/use-keys.ts";
import { useTrace } from "../data/use-trace.ts";
import { proxyWorkloads } from "../model/proxy-workloads.ts";
import { withQuery } from "../model/route.ts";
import type { Span } from "../model/span.ts";
import { readTraceQuery } from "../model/trace-query.ts";
import { traceOverview } from "../model/trace-overview.ts";
import { LogList } from "../parts/log-list.tsx";
import { SpanPanel } from "../parts/span-panel.tsx";
import { TraceHeader } from "../parts/trace-header.tsx";
import { TraceMissing } from "../parts/trace-missing.tsx";
import { Waterfall } from "../parts/waterfall.tsx";

/** `/trace/<id>?uiFind=<span>`: one trace. */
export function TraceView({ traceId, query }: { traceId: string; query: URLSearchParams }) {
  const { spans = none, logs, isGrowing, error } = useTrace(traceId);
  const { spanId, isMeshShown, tab, collapsed } = readTraceQuery(query);
  const overview = useMemo(() => traceOverview(spans), [spans]);
  const workloads = useMemo(() => proxyWorkloads(spans), [spans]);
  const [activeId, setActiveId] = useState(spanId);
  const selected = spans.find((span) => span.spanId === spanId);
  const change = (changes: Record<string, string | undefined>) =>
    navigate(withQuery(`/trace/${traceId}`, query, changes), { replace: true });
  const select = (id: string | undefined) => {
    if (id !== undefined) setActiveId(id);
    change({ uiFind: id });
  };
  const toggleMesh = () => change({ mesh: isMeshShown ? "folded" : undefined });
  useKeys({ m: toggleMesh, Escape: () => (selected === undefined ? goBack() : select(undefined)) });

  if (spans.length === 0) return <TraceMissing traceId={traceId} error={error} />;
  return (
    <div class={selected === undefined ? "trace-view" : "trace-view has-panel"}>
      <TraceHeader
        traceId={traceId}
        spans={spans}
        overview={overview}
        logCount={logs.length}
        isGrowing={isGrowing}
        isMeshShown={isMeshShown}
        tab={tab}
        onMesh={toggleMesh}
        onTab={(next) => change({ tab: next === "logs" ? "logs" : undefined })}
      />
      {tab === "logs" ? (
        <LogList
          logs={logs}
          startTimeMs={overview.startTimeMs}
          onSpan={(id) => change({ tab: undefined, uiFind: id })}
        />
      ) : (
        <Waterfall
          spans={spans}
          overview={overview}
          workloads={workloads}
          isMeshShown={isMeshShown}
          collapsed={collapsed}
          activeId={activeId}
          selectedId={spanId}
          onActive={(id) => (selected === undefined ? setActiveId(id) : select(id))}
          onSelect={select}
          onCollapsed={(ids) => change({ collapsed: [...ids].join(",") })}
        />
      )}
      {selected !== undefined && (
        <SpanPanel
          span={selected}
          traceId={traceId}
          parent={spans.find((span) => span.spanId === selected.parentId)}
          workload={workloads.get(selected.spanId)}
          logs={logs.filter((line) => line.spanId === selected.spanId)}
          startTimeMs={overview.startTimeMs}
          onSelect={select}
        />
      )}
    </div>
  );
}

const none: readonly Span[] = [];
