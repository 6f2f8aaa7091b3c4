import { useContext, useRef, useState } from "preact/hooks";
import { isOnControl, useKeys } from "../data/use-keys.ts";
import { useListKeys } from "../data/use-list-keys.ts";
import { LiveContext } from "../data/use-live.ts";
import { useTraceList } from "../data/use-trace-list.ts";
import { formatTime } from "../model/format.ts";
import { readFilter, type TraceFilter } from "../model/trace-filter.ts";
import { LiveControl } from "../parts/live-control.tsx";
import { NoTraces } from "../parts/no-traces.tsx";
import { TraceFilters } from "../parts/trace-filters.tsx";
import { TraceRow } from "../parts/trace-row.tsx";

/** `/`: the traces as they come. */
export function TracesView({ query }: { query: URLSearchParams }) {
  const filter = readFilter(query);
  const listElement = useRef<HTMLOListElement>(null);
  const [isPaused, setPaused] = useState(false);
  const [isUnderPointer, setUnderPointer] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const { state } = useContext(LiveContext);
  const isFixed = filter.toMs !== undefined;
  const list = useTraceList(filter, isPaused || isUnderPointer || hasFocus);
  const slowestMs = Math.max(...list.shown.map(({ durationMs }) => durationMs), 0);

  useListKeys(listElement);
  useKeys({
    // On a focused row, which is a link, Space would do nothing but scroll.
    " ": (event) =>
      (listElement.current?.contains(event.target as Node) || !isOnControl(event)) && setPaused((before) => !before),
    Escape: () => (document.activeElement as HTMLElement | null)?.blur(),
  });

  return (
    <div class="traces-view">
      <h1 class="visually-hidden">Traces</h1>
      <TraceFilters filter={filter} query={query} />
      <section class="traces" aria-label="Traces, newest first">
        <div class="list-head">
          <p>{headline(filter)}</p>
          {!isFixed && (
            <LiveControl
              isPaused={isPaused}
              isLive={state === "live"}
              waiting={list.waiting.length}
              onRelease={list.release}
              onToggle={() => setPaused(!isPaused)}
            />
          )}
        </div>
        {list.shown.length > 0 && <ColumnHeads />}
        <ol
          ref={listElement}
          class="trace-list"
          data-list
          onPointerEnter={({ pointerType }) => pointerType === "mouse" && setUnderPointer(true)}
          onPointerLeave={() => setUnderPointer(false)}
          onFocusIn={() => setFocus(true)}
          onFocusOut={({ relatedTarget }) => setFocus(listElement.current?.contains(relatedTarget as Node) === true)}
        >
          {list.shown.map((trace) => (
            <TraceRow key={trace.traceId} trace={trace} slowestMs={slowestMs} />
          ))}
        </ol>
        {list.shown.length === 0 && !list.isLoading && <NoTraces filter={filter} error={list.error} />}
      </section>
    </div>
  );
}

function headline({ service, caller, operation, fromMs, toMs }: TraceFilter): string {
  const what = [caller !== undefined && `${caller} →`, service, operation].filter(Boolean).join(" ");
  const when =
    fromMs !== undefined && toMs !== undefined ? `${formatTime(fromMs)} to ${formatTime(toMs)}` : "newest first";
  return [what, when].filter(Boolean).join(" · ");
}

function ColumnHeads() {
  return (
    <div class="trace-columns column-heads" aria-hidden="true">
      <span>time</span>
      <span>operation</span>
      <span>path</span>
      <span>failed</span>
      <span class="right">spans</span>
      <span>duration</span>
    </div>
  );
}
