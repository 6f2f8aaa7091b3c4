import { setImmediate as nextTurn } from "node:timers/promises";
import type { TraceStore } from "../../store/create-store.ts";
import { decodeSpans } from "../../store/decode-trace.ts";
import { createSharedAttributes } from "../../store/shared-attributes.ts";
import { matchesQuery, mayMatch } from "./matches-query.ts";
import { createTraceJson } from "./trace-json.ts";
import type { TraceQuery } from "./trace-query.ts";

/** A long search gives way to spans that come after so many decoded traces. */
const tracesATurn = 32;

/** The newest traces with a span that matches, at most `limit`, each as JSON. */
export async function* findTraces(store: TraceStore, query: TraceQuery, limit: number): AsyncGenerator<string> {
  const readAttribute = createSharedAttributes();
  const traceJson = createTraceJson();
  let found = 0;
  let decoded = 0;
  for (const trace of store.newestFirst()) {
    if (found === limit) return;
    if (!mayMatch(trace, query)) continue;
    if (++decoded % tracesATurn === 0) await nextTurn();
    const spans = decodeSpans(trace, readAttribute);
    if (!spans.some(({ origin, span }) => matchesQuery(origin, span, query))) continue;
    found++;
    yield traceJson(trace.id, spans);
  }
}
