import type { Span } from "./span.ts";

/** What a trace's header says. */
export type TraceOverview = {
  readonly startTimeMs: number;
  readonly durationMs: number;
  /** The apps', in the order in which the request reached them. */
  readonly services: readonly string[];
  readonly appSpans: number;
  readonly proxySpans: number;
  readonly errors: number;
};

/** Sums a trace up; its length is from the first start to the last end. */
export function traceOverview(spans: readonly Span[]): TraceOverview {
  const apps = spans.filter(({ proxy }) => proxy === undefined);
  const startTimeMs = spans.reduce((first, span) => Math.min(first, span.startTimeMs), Infinity);
  const endTimeMs = spans.reduce((last, span) => Math.max(last, span.startTimeMs + span.durationMs), -Infinity);
  return {
    startTimeMs: spans.length === 0 ? 0 : startTimeMs,
    durationMs: spans.length === 0 ? 0 : endTimeMs - startTimeMs,
    services: [...new Set(apps.map(({ service }) => service))],
    appSpans: apps.length,
    proxySpans: spans.length - apps.length,
    errors: spans.filter(({ error }) => error !== undefined).length,
  };
}
