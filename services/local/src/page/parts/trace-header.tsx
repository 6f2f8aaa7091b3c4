import { useMemo } from "preact/hooks";
import { formatCount, formatDuration, formatTime } from "../model/format.ts";
import type { Span } from "../model/span.ts";
import { spanTree } from "../model/span-tree.ts";
import type { TraceOverview } from "../model/trace-overview.ts";
import type { TraceQuery } from "../model/trace-query.ts";
import { verdictOn } from "../model/verdict.ts";
import { CopyButton } from "./copy-button.tsx";
import { ServiceName } from "./service-name.tsx";

type TraceHeaderProps = {
  traceId: string;
  spans: readonly Span[];
  overview: TraceOverview;
  logCount: number;
  isGrowing: boolean;
  isMeshShown: boolean;
  tab: TraceQuery["tab"];
  onMesh: () => void;
  onTab: (tab: TraceQuery["tab"]) => void;
};

/** What a trace is, whether it is whole, and how it is looked at. */
export function TraceHeader(props: TraceHeaderProps) {
  const { traceId, spans, overview, logCount, isGrowing, isMeshShown, tab, onMesh, onTab } = props;
  const tree = useMemo(() => spanTree(spans), [spans]);
  const verdict = verdictOn(tree);
  const first = tree.roots[0] ?? spans[0];
  return (
    <header class="trace-header">
      <div class="trace-title">
        <a class="back" href="/" aria-label="Back to the list">
          ←
        </a>
        <h1>
          {first?.service} <span aria-hidden="true">·</span> {first?.operation}
        </h1>
        <code class="trace-id">{traceId}</code>
        <CopyButton label="copy trace id" text={() => traceId} />
      </div>
      <div class="trace-facts">
        <span class="number">{formatTime(overview.startTimeMs)}</span>
        <b class="number">{formatDuration(overview.durationMs)}</b>
        <span class="number">
          {formatCount(overview.appSpans, "span")}
          {overview.proxySpans > 0 && ` + ${formatCount(overview.proxySpans, "proxy span")}`}
        </span>
        <span class="service-names">
          {overview.services.map((name) => (
            <ServiceName key={name} name={name} />
          ))}
        </span>
        <span class={verdict.isJoined ? "verdict is-good" : "verdict is-bad"} role="status">
          <span aria-hidden="true">{verdict.isJoined ? "✓" : "⚠"}</span> {verdict.text}
        </span>
        {isGrowing && <span class="growing">spans may still arrive …</span>}
      </div>
      <div class="trace-controls">
        <div role="tablist" aria-label="What to show">
          {(["waterfall", "logs"] as const).map((name) => (
            <button key={name} type="button" role="tab" aria-selected={tab === name} onClick={() => onTab(name)}>
              {name === "logs" ? `Logs ${logCount}` : "Waterfall"}
            </button>
          ))}
        </div>
        {overview.proxySpans > 0 && tab === "waterfall" && (
          <button type="button" aria-pressed={isMeshShown} onClick={onMesh}>
            ⟠ mesh {isMeshShown ? "shown" : "folded"} <kbd>m</kbd>
          </button>
        )}
        <p class="legend" hidden={tab === "logs"}>
          <i class="critical-sample" aria-hidden="true" /> critical path
        </p>
      </div>
    </header>
  );
}
