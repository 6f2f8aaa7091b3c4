import type { Row } from "../../panels/create-dashboard.ts";
import { rateOf } from "../../panels/promql.ts";
import { query } from "../../panels/query.ts";
import { timeSeries } from "../../panels/time-series.ts";

const ofService = 'job="emojivoto",service=~"$service"';

/** What runs out first: each service has one thread for its code, so that its event loop is as telling as its CPU. */
export function saturationRow(): Row {
  return {
    title: "Saturation",
    panels: [
      timeSeries({
        title: "CPU",
        description:
          "Processor time a second: 100 % is one core. A service rarely uses more, as its code has one thread.",
        unit: "percentunit",
        width: 6,
        queries: [query(rateOf("process_cpu_seconds_total", ofService, ["service"]), "{{service}}")],
      }),
      timeSeries({
        title: "Memory",
        description: "Resident memory. It should level off; what only grows is a leak.",
        unit: "bytes",
        width: 6,
        queries: [query(`sum by (service) (process_resident_memory_bytes{${ofService}})`, "{{service}}")],
      }),
      timeSeries({
        title: "Event loop delay, p99",
        description: "How late the event loop is. All that a service does waits at least this long.",
        unit: "s",
        width: 6,
        queries: [query(`max by (service) (nodejs_eventloop_delay_p99_seconds{${ofService}})`, "{{service}}")],
      }),
      timeSeries({
        title: "Event loop utilization",
        description: "Share of the time that the event loop is busy. Near 100 % requests queue, whatever the CPU says.",
        unit: "percentunit",
        max: 1,
        width: 6,
        queries: [query(`max by (service) (nodejs_eventloop_utilization_ratio{${ofService}})`, "{{service}}")],
      }),
    ],
  };
}
