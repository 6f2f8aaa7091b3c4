import { formatCount, formatDuration } from "../model/format.ts";
import type { Stretch } from "../model/critical-path.ts";
import { serviceHue } from "../model/service-hue.ts";
import { shownOperation } from "../model/shown-operation.ts";
import type { TraceOverview } from "../model/trace-overview.ts";
import type { WaterfallRow } from "../model/waterfall-rows.ts";
import { ErrorMark } from "./error-mark.tsx";

type WaterfallLineProps = {
  row: WaterfallRow;
  /** Pixels from the top of all lines. */
  top: number;
  overview: TraceOverview;
  workload: string | undefined;
  /** When the end of the trace waited for this span. */
  critical: readonly Stretch[] | undefined;
  isActive: boolean;
  isSelected: boolean;
  onSelect: () => void;
  onToggle: () => void;
};

/** One span: its service, its name at its depth, its bar, its duration. */
export function WaterfallLine(props: WaterfallLineProps) {
  const { row, top, overview, workload, critical = [], isActive, isSelected, onSelect, onToggle } = props;
  const { span, depth, descendants, isCollapsed, hidesError } = row;
  const isProxy = span.proxy !== undefined;
  const percent = 100 / (overview.durationMs || 1);
  const place = (fromMs: number, durationMs: number) => ({
    left: `${(fromMs - overview.startTimeMs) * percent}%`,
    width: `${durationMs * percent}%`,
  });
  const classes = ["line", isProxy && "is-proxy", isActive && "is-active", isSelected && "is-selected"];
  const bar = ["bar", isProxy && "is-hatched", span.error !== undefined && "is-failed"];
  const hue = serviceHue(isProxy ? (workload ?? span.service) : span.service);
  return (
    <div
      id={`span-${span.spanId}`}
      class={classes.filter(Boolean).join(" ")}
      role="treeitem"
      aria-level={depth + 1}
      aria-expanded={descendants > 0 ? !isCollapsed : undefined}
      aria-selected={isSelected}
      style={{ top: `${top}px`, "--depth": String(depth), "--hue": hue }}
      onClick={onSelect}
    >
      <span class="line-service">{isProxy ? "⟠ proxy" : span.service}</span>
      <span class="line-name">
        <span class="caret" aria-hidden="true" onClick={descendants > 0 ? stopping(onToggle) : undefined}>
          {descendants > 0 && (isCollapsed ? "▸" : "▾")}
        </span>
        <span class="line-text" title={span.operation}>
          {isProxy ? proxyLabel(span.proxy, span.kind, workload) : shownOperation(span)}
        </span>
        {span.error !== undefined && <ErrorMark status={span.error} />}
        {isCollapsed && (
          <span class={hidesError ? "hidden-count is-bad" : "hidden-count"}>
            {hidesError && "✕ in "}+{formatCount(descendants, "span")}
          </span>
        )}
      </span>
      <span class="line-bar">
        <i class={bar.filter(Boolean).join(" ")} style={place(span.startTimeMs, span.durationMs)} />
        {critical.map(({ fromMs, toMs }) => (
          <i key={fromMs} class="critical" style={place(fromMs, toMs - fromMs)} />
        ))}
      </span>
      <span class="line-duration number right">{formatDuration(span.durationMs)}</span>
    </div>
  );
}

function proxyLabel(direction: string | undefined, kind: string, workload: string | undefined): string {
  return [direction === "unknown" ? undefined : direction, workload, kind].filter(Boolean).join(" · ");
}

function stopping(action: () => void) {
  return (event: Event) => {
    event.stopPropagation();
    action();
  };
}
