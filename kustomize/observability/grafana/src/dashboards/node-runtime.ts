import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { createDashboard } from "../panels/create-dashboard.ts";
import { serviceVariable } from "../panels/label-variable.ts";
import { meanOf, rateOf } from "../panels/promql.ts";
import { query } from "../panels/query.ts";
import { timeSeries } from "../panels/time-series.ts";

const ofService = 'job="emojivoto",service=~"$service"';
const gc = "v8js_gc_duration_seconds";
const delays = ["p50", "p90", "p99", "max"];

export const nodeRuntime = (): Dashboard =>
  createDashboard({
    uid: "emojivoto-node-runtime",
    title: "Node runtime",
    description: "The event loop, the heap, garbage collections and the process of each service.",
    variables: [serviceVariable()],
    rows: [
      {
        title: "$service",
        repeatFor: "service",
        panels: [
          timeSeries({
            title: "Event loop delay",
            description:
              "How late the event loop was between two scrapes. max shows single stalls that percentiles hide.",
            unit: "s",
            queries: delays.map((name) => query(`max(nodejs_eventloop_delay_${name}_seconds{${ofService}})`, name)),
          }),
          timeSeries({
            title: "Event loop time",
            description: "Share of the time that the event loop spent on work. Near 100 % requests queue.",
            unit: "percentunit",
            max: 1,
            queries: [
              query(
                rateOf("nodejs_eventloop_time_seconds_total", `${ofService},nodejs_eventloop_state="active"`),
                "active",
              ),
              query(`max(nodejs_eventloop_utilization_ratio{${ofService}})`, "utilization at the scrape"),
            ],
          }),
          timeSeries({
            title: "CPU",
            description: "Processor time a second: 100 % is one core. Collections run on threads of their own.",
            unit: "percentunit",
            stacked: true,
            queries: ["user", "system"].map((mode) =>
              query(rateOf(`process_cpu_${mode}_seconds_total`, ofService), mode),
            ),
          }),
          timeSeries({
            title: "Heap used, by space",
            description: "A sawtooth is normal. If its low points in old_space only rise, that is a leak.",
            unit: "bytes",
            stacked: true,
            queries: [
              query(
                `sum by (v8js_heap_space_name) (v8js_memory_heap_used_bytes{${ofService}})`,
                "{{v8js_heap_space_name}}",
              ),
            ],
          }),
          timeSeries({
            title: "Memory",
            description:
              "Of the process: what is resident, and how large the heap in it is. The rest is buffers, code and stacks.",
            unit: "bytes",
            queries: [
              query(`sum(process_resident_memory_bytes{${ofService}})`, "resident"),
              query(`sum(v8js_memory_heap_limit_bytes{${ofService}})`, "heap"),
              query(`sum(v8js_memory_heap_used_bytes{${ofService}})`, "heap used"),
            ],
          }),
          timeSeries({
            title: "Open files",
            description: "File descriptors, most of them connections. What only grows is a leak.",
            unit: "short",
            queries: [query(`sum(process_open_fds{${ofService}})`, "open")],
          }),
          timeSeries({
            title: "Time in garbage collections, by type",
            description: "Share of the time. minor is cheap and frequent; much of major means that memory is short.",
            unit: "percentunit",
            queries: [query(rateOf(`${gc}_sum`, ofService, ["v8js_gc_type"]), "{{v8js_gc_type}}")],
          }),
          timeSeries({
            title: "Mean garbage collection, by type",
            description: "What one collection takes: nothing else runs meanwhile.",
            unit: "s",
            queries: [query(meanOf(gc, ofService, ["v8js_gc_type"]), "{{v8js_gc_type}}")],
          }),
          timeSeries({
            title: "Garbage collections, by type",
            description: "Collections a second.",
            unit: "cps",
            queries: [query(rateOf(`${gc}_count`, ofService, ["v8js_gc_type"]), "{{v8js_gc_type}}")],
          }),
        ],
      },
    ],
  });
