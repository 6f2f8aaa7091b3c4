import { useContext, useEffect, useRef, useState } from "preact/hooks";
import type { SummariesAnswer, TraceSummary } from "../../traces/api.ts";
import { emptyList, listLimit, type LiveList, mergeTraces, releaseTraces } from "../model/live-list.ts";
import { filterQuery, matchesFilter, type TraceFilter } from "../model/trace-filter.ts";
import { useAnswer } from "./use-answer.ts";
import { LiveContext } from "./use-live.ts";

/** Between two looks where the live feed cannot tell whether a trace belongs in the list. */
const lookEveryMs = 3_000;

export type TraceList = LiveList & {
  readonly isLoading: boolean;
  readonly error: string | undefined;
  /** Shows what waited. */
  release(): void;
};

/** The traces of a filter, newest first, live. While `isHeld`, new ones wait instead of moving what is shown. */
export function useTraceList(filter: TraceFilter, isHeld: boolean): TraceList {
  const live = useContext(LiveContext);
  const key = filterQuery(filter);
  const [list, setList] = useState<LiveList & { key?: string }>(emptyList);
  const held = useRef(isHeld);
  held.current = isHeld;

  const isFixed = filter.toMs !== undefined;
  const isLooking = filter.operation !== undefined && !isFixed;
  const matching = (traces: readonly TraceSummary[]) => traces.filter((trace) => matchesFilter(trace, filter));
  // What was missed while the store was away is asked for when it is back.
  const path = live.state === "lost" ? undefined : summariesPath(filter);
  const { data, error } = useAnswer<SummariesAnswer>(path, () => (isLooking ? lookEveryMs : undefined));

  const take = (traces: readonly TraceSummary[]) =>
    setList((before) => {
      if (before.key === key) return { ...mergeTraces(before, traces, held.current), key };
      // The traces at hand are looked through at once, and also for the beginning of an id.
      const atHand = filter.operation === undefined ? matching([...before.waiting, ...before.shown]) : [];
      const fresh = mergeTraces(mergeTraces(emptyList, atHand, false), traces, false);
      return { shown: fresh.shown.toSorted((a, b) => b.startTimeMs - a.startTimeMs), waiting: [], key };
    });
  const release = () => setList((before) => ({ ...before, ...releaseTraces(before) }));

  useEffect(() => {
    if (data !== undefined) take(data.traces.filter((trace) => matchesFilter(trace, { caller: filter.caller })));
  }, [data, key]);
  useEffect(
    () => (isLooking || isFixed ? undefined : live.subscribe((traces) => take(matching(traces)))),
    [key, live.subscribe],
  );
  useEffect(() => {
    if (!isHeld) release();
  }, [isHeld]);

  const isCurrent = list.key === key;
  return { ...(isCurrent ? list : emptyList), isLoading: !isCurrent && error === undefined, error, release };
}

/** The store knows nothing of `caller`: that one the page looks for. */
function summariesPath(filter: TraceFilter): string {
  const query = new URLSearchParams(filterQuery({ ...filter, caller: undefined }));
  query.set("limit", String(listLimit));
  return `/api/summaries?${query}`;
}
