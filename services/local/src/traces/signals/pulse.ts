import type { Pulse as PulseAnswer } from "../api.ts";
import type { AddedSpan, TraceStore } from "../store/create-store.ts";
import { isRoot } from "../store/span-table.ts";
import type { Trace } from "../store/trace.ts";
import { isServing } from "./kind-of-span.ts";
import { createTrafficWindow } from "./traffic-window.ts";
import { round, trafficOf } from "./traffic.ts";

const stepMs = 1_000;
const steps = 10;

/** The traffic of the last ten seconds, by when spans came. */
export type Pulse = {
  record(trace: Trace, added: readonly AddedSpan[]): void;
  answer(store: TraceStore): PulseAnswer;
};

export function createPulse(now: () => number): Pulse {
  const [spans, traces, requests] = [createWindow(), createWindow(), createWindow()];
  return {
    record: ({ table }, added) => {
      const timeMs = now();
      for (const { row, span } of added) {
        const durationMs = span.durationUs / 1_000;
        const failed = span.failure !== undefined;
        spans.record(timeMs, durationMs, failed);
        if (isRoot(table, row)) traces.record(timeMs, durationMs, failed);
        if (span.operation.proxy === undefined && isServing(span.operation.kind)) {
          requests.record(timeMs, durationMs, failed);
        }
      }
    },
    answer: (store) => {
      const timeMs = now();
      const countsOf = ({ sum }: typeof spans) => sum(timeMs - steps * stepMs, timeMs - stepMs);
      const perSecond = (window: typeof spans) => round(countsOf(window).requests / steps);
      const { evictedSpans, rejectedSpans, droppedLogs } = store.counts;
      return {
        timeMs,
        tracesPerSecond: perSecond(traces),
        spansPerSecond: perSecond(spans),
        ...trafficOf(countsOf(requests), steps),
        store: { ...store.usage(), maxBytes: store.maxBytes, evictedSpans, rejectedSpans, droppedLogs },
      };
    },
  };
}

function createWindow() {
  return createTrafficWindow(stepMs, steps + 1);
}
