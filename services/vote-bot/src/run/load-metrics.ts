import { exemplarLabels } from "@emojivoto/shared/telemetry/metrics/exemplar-labels.ts";
import type { Metrics } from "@emojivoto/shared/telemetry/metrics/metrics.ts";
import { Counter, Gauge, Histogram } from "prom-client";
import type { RequestRecord } from "../measure/request-record.ts";
import { visitOutcomes } from "../measure/visit-record.ts";

/** The run as `/metrics` and OTLP tell of it, the warm-up included. */
export type LoadMetrics = {
  visit(scenario: string, outcome: (typeof visitOutcomes)[number] | "dropped"): void;
  lag(lagMs: number): void;
  request(record: RequestRecord): void;
};

export type LoadMetricsOptions = {
  readonly scenarios: readonly string[];
  readonly inFlight: () => number;
  readonly targetPerSecond: () => number;
};

/** What tests of load ask about: a few milliseconds up to the longest timeouts. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createLoadMetrics(metrics: Metrics, options: LoadMetricsOptions): LoadMetrics {
  const registers = [metrics];
  const visits = new Counter({
    // In the OpenMetrics format prom-client adds `_total` itself.
    name: "emojivoto_visits",
    help: "Visits by how they ended; expected is the doughnut's failure, dropped one that was due and not started",
    labelNames: ["scenario", "outcome"],
    registers,
  });
  for (const scenario of options.scenarios) {
    for (const outcome of [...visitOutcomes, "dropped"]) visits.inc({ scenario, outcome }, 0);
  }
  const lag = new Histogram({
    name: "emojivoto_load_dispatch_lag_seconds",
    help: "How much later than intended the generator started a visit",
    buckets,
    registers,
  });
  const labelNames = ["scenario", "method", "route", "status", "outcome"];
  const [duration, serviceTime] = (
    [
      ["emojivoto_load_request_duration_seconds", "Time of a request from its intended start"],
      ["emojivoto_load_request_service_time_seconds", "Time of a request from its send"],
    ] as const
  ).map(([name, help]) => new Histogram<string>({ name, help, labelNames, buckets, registers, enableExemplars: true }));
  gauge("emojivoto_load_visits_in_flight", "Visits that are under way", options.inFlight);
  gauge("emojivoto_load_visits_target", "Visits a second that are meant now", options.targetPerSecond);

  function gauge(name: string, help: string, read: () => number): void {
    void new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  }
  return {
    visit: (scenario, outcome) => visits.inc({ scenario, outcome }),
    lag: (lagMs) => lag.observe(lagMs / 1_000),
    request: ({ scenario, method, route, status, outcome, intendedMs, sentMs, endMs }) => {
      const labels = { scenario, method, route, status: String(status ?? "none"), outcome };
      const exemplar = exemplarLabels();
      const observe = (histogram: typeof duration, timeMs: number) =>
        histogram?.observe({ labels, value: timeMs / 1_000, ...(exemplar && { exemplarLabels: exemplar }) });
      observe(duration, endMs - intendedMs);
      observe(serviceTime, endMs - sentMs);
    },
  };
}
