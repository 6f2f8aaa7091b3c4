import type { Metrics } from "@emojivoto/shared/telemetry/metrics/metrics.ts";
import { Counter, Gauge } from "prom-client";
import type { StoreCounts, TraceStore } from "./store/create-store.ts";

const counters: Readonly<Record<keyof StoreCounts, readonly [name: string, help: string]>> = {
  receivedSpans: ["trace_store_spans_received_total", "Spans taken into the store"],
  repeatedSpans: ["trace_store_spans_repeated_total", "Spans that came a second time"],
  rejectedSpans: ["trace_store_spans_rejected_total", "Spans with bad ids, or of a trace that is too large"],
  evictedSpans: ["trace_store_spans_evicted_total", "Spans that made room for newer ones"],
  evictedTraces: ["trace_store_traces_evicted_total", "Traces that made room for newer ones"],
  receivedLogs: ["trace_store_logs_received_total", "Log lines taken into the store"],
  droppedLogs: ["trace_store_logs_dropped_total", "Log lines without a trace, or of one that is too large"],
};

/** Registers what the store holds and what it has counted. */
export function addStoreMetrics(metrics: Metrics, store: TraceStore): void {
  for (const [key, [name, help]] of Object.entries(counters)) {
    const counter: Counter = new Counter({
      name,
      help,
      registers: [metrics],
      collect: () => {
        counter.reset();
        counter.inc(store.counts[key as keyof StoreCounts]);
      },
    });
  }
  addGauge(metrics, "trace_store_traces", "Traces in the store", () => store.usage().traces);
  addGauge(metrics, "trace_store_spans", "Spans in the store", () => store.usage().spans);
  addGauge(metrics, "trace_store_bytes", "Bytes that the store takes, by its own estimate", () => store.usage().bytes);
  addGauge(metrics, "trace_store_max_bytes", "Bytes that the store may take", () => store.maxBytes);
}

function addGauge(metrics: Metrics, name: string, help: string, value: () => number): void {
  const gauge: Gauge = new Gauge({ name, help, registers: [metrics], collect: () => gauge.set(value()) });
}
