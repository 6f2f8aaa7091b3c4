import { setImmediate as nextTurn } from "node:timers/promises";
import type { TraceStore } from "../../store/create-store.ts";
import { decodeSpans } from "../../store/decode-trace.ts";
import { type JaegerTrace, jaegerTrace } from "./jaeger-trace.ts";
import { matchesQuery, mayMatch } from "./matches-query.ts";
import type { TraceQuery } from "./trace-query.ts";

/** A long search gives way to spans that come after so many decoded traces. */
const tracesATurn = 32;

/** The newest traces with a span that matches, at most `limit`. */
export async function* findTraces(store: TraceStore, query: TraceQuery, limit: number): AsyncGenerator<JaegerTrace> {
  let found = 0;
  let decoded = 0;
  for (const trace of store.newestFirst()) {
    if (found === limit) return;
    if (!mayMatch(trace, query)) continue;
    if (++decoded % tracesATurn === 0) await nextTurn();
    const spans = decodeSpans(trace);
    if (!spans.some(({ origin, span }) => matchesQuery(origin, span, query))) continue;
    found++;
    yield jaegerTrace(trace.id, spans);
  }
}
