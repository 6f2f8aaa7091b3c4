import { useEffect, useMemo, useRef } from "preact/hooks";
import { isOnControl, useKeys } from "../data/use-keys.ts";
import { useWindow } from "../data/use-window.ts";
import { criticalPath } from "../model/critical-path.ts";
import { foldMesh } from "../model/fold-mesh.ts";
import type { Span } from "../model/span.ts";
import { spanTree } from "../model/span-tree.ts";
import type { TraceOverview } from "../model/trace-overview.ts";
import { waterfallRows } from "../model/waterfall-rows.ts";
import { TimeGrid, TimeRuler } from "./time-ruler.tsx";
import { WaterfallLine } from "./waterfall-line.tsx";

/** As `--row` and `--ruler` in styles/5-trace.css. */
const rowHeightPx = 28;
const rulerHeightPx = 32;

type WaterfallProps = {
  spans: readonly Span[];
  overview: TraceOverview;
  /** Where each proxy span stands, by span id. */
  workloads: ReadonlyMap<string, string>;
  isMeshShown: boolean;
  collapsed: ReadonlySet<string>;
  /** The line that j and k move from. */
  activeId: string | undefined;
  selectedId: string | undefined;
  onActive: (spanId: string) => void;
  onSelect: (spanId: string) => void;
  onCollapsed: (spanIds: ReadonlySet<string>) => void;
};

/** A trace's spans as bars over time; only the lines in view are rendered. */
export function Waterfall(props: WaterfallProps) {
  const { spans, overview, workloads, isMeshShown, collapsed, activeId, selectedId } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const tree = useMemo(() => spanTree(isMeshShown ? spans : foldMesh(spans)), [spans, isMeshShown]);
  const critical = useMemo(() => criticalPath(tree.tops), [tree]);
  const rows = useMemo(() => waterfallRows(tree.tops, collapsed), [tree, [...collapsed].join()]);
  const [first, last] = useWindow(scroller, rows.length, rowHeightPx);
  const at = rows.findIndex(({ span }) => span.spanId === activeId);
  const active = rows[at];

  useEffect(() => {
    const element = scroller.current;
    if (element === null || at === -1) return;
    element.scrollTop = scrollTo(at, element.scrollTop, element.clientHeight - rulerHeightPx);
  }, [at]);

  const move = (by: number) => {
    const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next !== undefined) props.onActive(next.span.spanId);
  };
  const collapse = (spanId: string, isCollapsed: boolean) => {
    const ids = new Set(collapsed);
    if (isCollapsed) ids.add(spanId);
    else ids.delete(spanId);
    props.onCollapsed(ids);
  };
  const setActive = (isCollapsed: boolean) => {
    if (active !== undefined && active.descendants > 0) collapse(active.span.spanId, isCollapsed);
  };
  const down = () => move(1);
  const up = () => move(-1);
  const shut = () => setActive(true);
  const open = () => setActive(false);
  useKeys({
    j: down,
    ArrowDown: down,
    k: up,
    ArrowUp: up,
    h: shut,
    ArrowLeft: shut,
    l: open,
    ArrowRight: open,
    Enter: (event) => {
      if (isOnControl(event)) return false;
      if (active !== undefined) props.onSelect(active.span.spanId);
    },
  });

  return (
    <section class="waterfall" aria-label="Waterfall">
      <div ref={scroller} class="waterfall-scroller">
        <TimeRuler lengthMs={overview.durationMs} />
        <div
          class="waterfall-lines"
          role="tree"
          tabIndex={0}
          aria-label="Spans"
          aria-activedescendant={active === undefined ? undefined : `span-${active.span.spanId}`}
          style={{ height: `${rows.length * rowHeightPx}px` }}
        >
          <TimeGrid lengthMs={overview.durationMs} />
          {rows.slice(first, last).map((row, offset) => (
            <WaterfallLine
              key={row.span.spanId}
              row={row}
              top={(first + offset) * rowHeightPx}
              overview={overview}
              workload={workloads.get(row.span.spanId)}
              critical={critical.get(row.span.spanId)}
              isActive={row === active}
              isSelected={row.span.spanId === selectedId}
              onSelect={() => props.onSelect(row.span.spanId)}
              onToggle={() => collapse(row.span.spanId, !row.isCollapsed)}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

/** Where to scroll so that a row is in view: no further than needed, but a row from afar comes to the middle. */
function scrollTo(at: number, scrollTop: number, viewHeight: number): number {
  const top = at * rowHeightPx;
  const beyond = Math.max(scrollTop - top, top + rowHeightPx - (scrollTop + viewHeight));
  if (beyond <= 0) return scrollTop;
  if (beyond > 3 * rowHeightPx) return top - (viewHeight - rowHeightPx) / 2;
  return top < scrollTop ? top : top + rowHeightPx - viewHeight;
}
