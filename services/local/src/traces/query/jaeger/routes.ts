import type { TraceStore } from "../../store/create-store.ts";
import { decodeSpans } from "../../store/decode-trace.ts";
import { createSharedAttributes } from "../../store/shared-attributes.ts";
import { textParameter, traceIdOf } from "../parameters.ts";
import { QueryError } from "../query-error.ts";
import { type Route, route } from "../route.ts";
import { dependencies } from "./dependencies.ts";
import { findTraces } from "./find-traces.ts";
import { jaegerTraceId } from "./jaeger-trace-id.ts";
import { operationsOf, servicesIn } from "./operations.ts";
import { createTraceJson } from "./trace-json.ts";
import { readTraceQuery } from "./trace-query.ts";
import { writeTraces } from "./write-traces.ts";

/** Jaeger's query API. Source: Jaeger 2.13, cmd/query/app/http_handler.go. */
export function jaegerRoutes(store: TraceStore, now: () => number): Route[] {
  return [
    route(/^\/api\/services$/, () => counted(servicesIn(store))),
    route(/^\/api\/services\/([^/]+)\/operations$/, ({ captured: [service = ""] }) =>
      counted([...new Set(operationsOf(store, service).map(({ name }) => name))]),
    ),
    route(/^\/api\/operations$/, ({ query }) => {
      const service = textParameter(query, "service");
      if (service === undefined) throw new QueryError(400, "parameter 'service' is required");
      return counted(operationsOf(store, service, textParameter(query, "spanKind")));
    }),
    route(/^\/api\/traces$/, async ({ query, response }) => {
      const { limit, traceIds, search } = readTraceQuery(query, now());
      if (search !== undefined) return writeTraces(response, findTraces(store, search, limit));
      const missing = traceIds.filter((id) => !has(store, id));
      const errors = missing.map((id) => ({ msg: "trace not found", traceID: jaegerTraceId(id) }));
      const found = traceIds.filter((id) => has(store, id)).map((id) => traceOf(store, id));
      return writeTraces(response, found, errors);
    }),
    route(/^\/api\/traces\/([^/]+)$/, ({ captured: [id = ""], response }) =>
      writeTraces(response, [traceOf(store, traceIdOf(id))]),
    ),
    route(/^\/api\/dependencies$/, ({ query }) => structured(dependencies(store, query, now()))),
  ];
}

/** What every answer has; Jaeger counts a total only where names are listed. */
function structured(data: unknown) {
  return { data, total: 0, limit: 0, offset: 0, errors: null };
}

function counted(data: readonly unknown[]) {
  return { ...structured(data), total: data.length };
}

function has(store: TraceStore, traceId: string): boolean {
  return (store.get(traceId)?.table.size ?? 0) > 0;
}

/** As JSON. */
function traceOf(store: TraceStore, traceId: string): string {
  const trace = store.get(traceId);
  // Log lines alone are no trace yet.
  if (trace === undefined || trace.table.size === 0) throw new QueryError(404, "trace not found");
  return createTraceJson()(trace.id, decodeSpans(trace, createSharedAttributes()));
}
