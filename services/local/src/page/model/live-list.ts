import type { TraceSummary } from "../../traces/api.ts";

/** A list that grows at its top: what is shown, and what waits while someone reads. Newest first. */
export type LiveList = { readonly shown: readonly TraceSummary[]; readonly waiting: readonly TraceSummary[] };

/** Traces kept in the page; older ones are the store's. */
export const listLimit = 200;

export const emptyList: LiveList = { shown: [], waiting: [] };

/** Takes in what came: known traces are renewed where they stand, new ones go on top, or wait when held. */
export function mergeTraces(list: LiveList, incoming: readonly TraceSummary[], isHeld: boolean): LiveList {
  const fresh = new Map(incoming.map((trace) => [trace.traceId, trace]));
  const renew = (traces: readonly TraceSummary[]) =>
    traces.map((trace) => {
      const renewed = fresh.get(trace.traceId) ?? trace;
      fresh.delete(trace.traceId);
      return renewed;
    });
  const shown = renew(list.shown);
  const waiting = renew(list.waiting);
  const added = [...fresh.values()].toSorted((a, b) => b.startTimeMs - a.startTimeMs);
  const merged = { shown, waiting: [...added, ...waiting].slice(0, listLimit) };
  return isHeld ? merged : releaseTraces(merged);
}

/** Puts what waited on top. */
export function releaseTraces({ shown, waiting }: LiveList): LiveList {
  return waiting.length === 0 ? { shown, waiting } : { shown: [...waiting, ...shown].slice(0, listLimit), waiting: [] };
}
