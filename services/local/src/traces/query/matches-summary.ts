import type { Trace } from "../store/trace.ts";

/** What the page's list asks for; what is absent is not asked. */
export type SummaryFilter = {
  readonly service?: string | undefined;
  readonly operation?: string | undefined;
  readonly status?: "ok" | "error" | undefined;
  readonly minDurationMs?: number | undefined;
  /** Since 1970, of the trace's start. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
};

export function matchesSummary(trace: Trace, filter: SummaryFilter): boolean {
  const { service, operation, status, minDurationMs = 0, fromMs = -Infinity, toMs = Infinity } = filter;
  if (trace.table.size === 0) return false;
  if (trace.endMs - trace.startMs < minDurationMs || trace.startMs < fromMs || trace.startMs > toMs) return false;
  if (status !== undefined && (status === "error") !== trace.failures.length > 0) return false;
  return trace.operations.some(
    ({ name, origin }) =>
      (service === undefined || origin.service === service) && (operation === undefined || name === operation),
  );
}
