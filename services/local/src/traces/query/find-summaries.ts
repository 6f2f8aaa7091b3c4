import type { SummariesAnswer } from "../api.ts";
import type { TraceStore } from "../store/create-store.ts";
import type { Trace } from "../store/trace.ts";
import { matchesSummary } from "./matches-summary.ts";
import {
  choiceParameter,
  integerParameter,
  numberParameter,
  textParameter,
  traceIdLength,
  traceIdPrefix,
} from "./parameters.ts";
import { summarize } from "./summarize.ts";

const defaultLimit = 100;
const maxLimit = 10_000;

/** `GET /api/summaries`. */
export function findSummaries(store: TraceStore, query: URLSearchParams): SummariesAnswer {
  const filter = {
    service: textParameter(query, "service"),
    operation: textParameter(query, "operation"),
    status: choiceParameter(query, "status", ["ok", "error"]),
    minDurationMs: numberParameter(query, "minDurationMs"),
    fromMs: numberParameter(query, "fromMs"),
    toMs: numberParameter(query, "toMs"),
  };
  const limit = integerParameter(query, "limit", 1, maxLimit) ?? defaultLimit;
  const found = candidatesOf(store, traceIdPrefix(query, "traceId"))
    .filter((trace) => matchesSummary(trace, filter))
    .slice(0, limit);
  return { traces: found.map(summarize).toSorted((a, b) => b.startTimeMs - a.startTimeMs) };
}

/** The traces whose ids begin so, newest first. */
function candidatesOf(store: TraceStore, prefix: string): Trace[] {
  if (prefix.length < traceIdLength) return store.newestFirst().filter(({ id }) => id.startsWith(prefix));
  const trace = store.get(prefix);
  return trace === undefined ? [] : [trace];
}
