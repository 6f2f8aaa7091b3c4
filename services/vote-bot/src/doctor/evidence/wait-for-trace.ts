import { setTimeout as delay } from "node:timers/promises";
import type { JaegerClient } from "../../jaeger/create-jaeger-client.ts";
import type { TraceSpan } from "../../jaeger/trace-span.ts";
import { findHops } from "./find-hops.ts";
import { hopName } from "./hop.ts";
import type { SentVisit } from "./sent-visit.ts";
import { createTraceTree, orphansOf } from "./trace-tree.ts";

const pollIntervalMs = 300;

export type WaitOptions = {
  readonly visit: SentVisit;
  /** Doctor's own spans, and whether the backend is to get them. */
  readonly ownSpans: readonly TraceSpan[];
  readonly exportsOwnSpans: boolean;
  /** Milliseconds of performance.now() at which waiting ends. */
  readonly deadlineMs: number;
  /** Told with every look: the spans that came, and what the trace still misses. */
  readonly onProgress: (spans: number, missing: string | undefined) => void;
};

export type WaitResult = {
  /** The visit's trace, doctor's own spans always among it. */
  readonly spans: readonly TraceSpan[];
  readonly ownSpansCame: boolean;
};

/**
 * Looks until the trace is whole twice in a row, or until the deadline. A proxy that is part of the trace stands
 * between two services as a missing parent until its spans come, so a whole trace misses none of them.
 */
export async function waitForTrace(jaeger: JaegerClient, options: WaitOptions): Promise<WaitResult> {
  const { visit, ownSpans, deadlineMs, onProgress } = options;
  let wholeWith: number | undefined;
  for (;;) {
    const arrived = await jaeger.trace(visit.traceId);
    const tree = createTraceTree([...ownSpans, ...arrived]);
    const ownSpansCame = ownSpans.every((own) => arrived.some(({ spanId }) => spanId === own.spanId));
    const result = { spans: tree.spans, ownSpansCame };
    const missing = whatMisses(visit, result, options.exportsOwnSpans);
    onProgress(arrived.length, missing);
    const isWhole = missing === undefined;
    if ((isWhole && wholeWith === arrived.length) || performance.now() + pollIntervalMs > deadlineMs) return result;
    wholeWith = isWhole ? arrived.length : undefined;
    await delay(pollIntervalMs);
  }
}

function whatMisses(visit: SentVisit, { spans, ownSpansCame }: WaitResult, exportsOwnSpans: boolean) {
  const tree = createTraceTree(spans);
  const hop = findHops(visit, tree).find(({ state }) => state !== "joined");
  if (hop !== undefined) return `${hopName(hop)} (${hop.request})`;
  if (orphansOf(tree).length > 0) return "a parent";
  return exportsOwnSpans && !ownSpansCame ? "doctor's own" : undefined;
}
