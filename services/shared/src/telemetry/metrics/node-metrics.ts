import {
  constants,
  monitorEventLoopDelay,
  type NodeGCPerformanceDetail,
  performance,
  type PerformanceEntry,
  PerformanceObserver,
} from "node:perf_hooks";
import { getHeapSpaceStatistics } from "node:v8";
import { Counter, Gauge, Histogram } from "prom-client";
import type { Metrics } from "./metrics.ts";

const resolutionMs = 10;

/**
 * Registers what OpenTelemetry's conventions have for Node: the event loop's delay, use and time, and V8's heap and
 * garbage collections. Delay and use are those since they were read last.
 */
export function addNodeMetrics(metrics: Metrics): void {
  addEventLoopDelay(metrics);
  addEventLoopUse(metrics);
  addHeap(metrics);
  addGarbageCollection(metrics);
}

function addEventLoopDelay(metrics: Metrics): void {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  const gauge = (name: string, help: string, collect?: () => void) =>
    new Gauge({
      name: `nodejs_eventloop_delay_${name}_seconds`,
      help,
      registers: [metrics],
      ...(collect && { collect }),
    });
  // The first gauge reads for all of them, as reading starts the next window.
  gauge("min", "Least event loop delay since the last read", () => {
    for (const [name, value] of values()) metric(name).set(histogram.count > 0 ? value / 1e9 : 0);
    histogram.reset();
  });
  gauge("max", "Largest event loop delay since the last read");
  gauge("mean", "Mean event loop delay since the last read");
  gauge("stddev", "Standard deviation of the event loop delay since the last read");
  for (const p of percentiles) gauge(`p${p}`, `${p}th percentile of the event loop delay since the last read`);
  const metric = (name: string) => metrics.getSingleMetric(`nodejs_eventloop_delay_${name}_seconds`) as Gauge;
  const values = () =>
    [
      ["min", histogram.min],
      ["max", histogram.max],
      ["mean", histogram.mean],
      ["stddev", histogram.stddev],
      ...percentiles.map((p) => [`p${p}`, histogram.percentile(p)] as const),
    ] as const;
}

const percentiles = [50, 90, 99] as const;

function addEventLoopUse(metrics: Metrics): void {
  let last = performance.eventLoopUtilization();
  const utilization = new Gauge({
    name: "nodejs_eventloop_utilization_ratio",
    help: "Share of the time since the last read that the event loop was not idle",
    registers: [metrics],
    collect: () => {
      const now = performance.eventLoopUtilization();
      utilization.set(performance.eventLoopUtilization(now, last).utilization);
      time.inc({ nodejs_eventloop_state: "active" }, (now.active - last.active) / 1_000);
      time.inc({ nodejs_eventloop_state: "idle" }, (now.idle - last.idle) / 1_000);
      last = now;
    },
  });
  const time = new Counter({
    name: "nodejs_eventloop_time_seconds_total",
    help: "Time that the event loop was active or idle",
    labelNames: ["nodejs_eventloop_state"],
    registers: [metrics],
  });
}

function addHeap(metrics: Metrics): void {
  const gauge = (name: string, help: string, collect?: () => void) =>
    new Gauge({ name, help, labelNames: ["v8js_heap_space_name"], registers: [metrics], ...(collect && { collect }) });
  const limit = gauge("v8js_memory_heap_limit_bytes", "Size of the heap's space", () => {
    for (const { space_name: space, space_size: size, space_used_size: usedSize } of getHeapSpaceStatistics()) {
      limit.set({ v8js_heap_space_name: space }, size);
      used.set({ v8js_heap_space_name: space }, usedSize);
    }
  });
  const used = gauge("v8js_memory_heap_used_bytes", "Memory used of the heap's space");
}

const gcTypes: Readonly<Record<number, string>> = {
  [constants.NODE_PERFORMANCE_GC_MAJOR]: "major",
  [constants.NODE_PERFORMANCE_GC_MINOR]: "minor",
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: "incremental",
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: "weakcb",
};

function addGarbageCollection(metrics: Metrics): void {
  const duration = new Histogram({
    name: "v8js_gc_duration_seconds",
    help: "Time of garbage collections",
    labelNames: ["v8js_gc_type"],
    buckets: [0.01, 0.1, 1, 10],
    registers: [metrics],
  });
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { kind } = (entry as PerformanceEntry & { detail: NodeGCPerformanceDetail }).detail;
      duration.observe({ v8js_gc_type: gcTypes[kind] ?? "other" }, entry.duration / 1_000);
    }
  });
  observer.observe({ entryTypes: ["gc"] });
}
