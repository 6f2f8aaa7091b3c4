import type { TraceSummary } from "../../traces/api.ts";
import { proxyService } from "./proxy-direction.ts";

/** Which traces to list; what is absent does not matter. */
export type TraceFilter = {
  readonly service?: string | undefined;
  readonly operation?: string | undefined;
  readonly status?: "ok" | "error" | undefined;
  readonly minDurationMs?: number | undefined;
  /** Whole, or its beginning. */
  readonly traceId?: string | undefined;
  /** With both, the list is of that window alone and does not go on live. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  /** The other end of an edge of the topology: a service that must be in the trace too. */
  readonly caller?: string | undefined;
};

/** Reads a filter from a page's query; what makes no sense is left out. */
export function readFilter(query: URLSearchParams): TraceFilter {
  const filter: Record<string, string | number> = {};
  for (const key of ["service", "operation", "caller", "traceId"]) {
    const value = query.get(key)?.trim();
    if (value) filter[key] = key === "traceId" ? value.toLowerCase() : value;
  }
  const status = query.get("status");
  if (status === "ok" || status === "error") filter["status"] = status;
  for (const key of ["minDurationMs", "fromMs", "toMs"]) {
    const value = Number(query.get(key));
    if (Number.isFinite(value) && value > 0) filter[key] = value;
  }
  return filter;
}

/** The same as a query, in a fixed order; empty for no filter. */
export function filterQuery(filter: TraceFilter): string {
  const keys = ["service", "caller", "operation", "status", "minDurationMs", "traceId", "fromMs", "toMs"] as const;
  const query = new URLSearchParams();
  for (const key of keys) if (filter[key] !== undefined && filter[key] !== "") query.set(key, String(filter[key]));
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/**
 * Whether a trace that came live belongs in the list. `operation` is not looked at: a summary names the root's alone,
 * and only the store knows the others.
 */
export function matchesFilter(trace: TraceSummary, filter: TraceFilter): boolean {
  return (
    isThrough(trace, filter.service) &&
    isThrough(trace, filter.caller) &&
    (filter.status === undefined || (filter.status === "error") === trace.errors > 0) &&
    trace.durationMs >= (filter.minDurationMs ?? 0) &&
    trace.traceId.startsWith(filter.traceId ?? "") &&
    trace.startTimeMs >= (filter.fromMs ?? 0) &&
    trace.startTimeMs <= (filter.toMs ?? Infinity)
  );
}

function isThrough({ services, proxySpans }: TraceSummary, service: string | undefined): boolean {
  if (service === undefined) return true;
  return services.some(({ name }) => name === service) || (service === proxyService && proxySpans > 0);
}
