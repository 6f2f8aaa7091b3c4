import { exemplarLabels } from "@emojivoto/shared/telemetry/metrics/exemplar-labels.ts";
import { createHistogramFamily, type HistogramSeries } from "@emojivoto/shared/telemetry/metrics/histogram-family.ts";
import type { Metrics } from "@emojivoto/shared/telemetry/metrics/metrics.ts";
import { Counter, Gauge } from "prom-client";
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
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createLoadMetrics(metrics: Metrics, options: LoadMetricsOptions): LoadMetrics {
  const registers = [metrics];
  const visits = new Map<string, number>();
  for (const scenario of options.scenarios) {
    for (const outcome of [...visitOutcomes, "dropped"]) visits.set(visitKey(scenario, outcome), 0);
  }
  void new Counter({
    // In the OpenMetrics format prom-client adds `_total` itself.
    name: "emojivoto_visits",
    help: "Visits by how they ended; expected is the doughnut's failure, dropped one that was due and not started",
    labelNames: ["scenario", "outcome"],
    registers,
    collect() {
      this.reset();
      for (const [key, count] of visits) {
        const [scenario = "", outcome = ""] = key.split("\n");
        this.inc({ scenario, outcome }, count);
      }
    },
  });
  const lag = createHistogramFamily(metrics, {
    name: "emojivoto_load_dispatch_lag_seconds",
    help: "How much later than intended the generator started a visit",
    bounds,
  })({});
  const durations = createHistogramFamily(metrics, {
    name: "emojivoto_load_request_duration_seconds",
    help: "Time of a request from its intended start",
    bounds,
  });
  const serviceTimes = createHistogramFamily(metrics, {
    name: "emojivoto_load_request_service_time_seconds",
    help: "Time of a request from its send",
    bounds,
  });
  const clocks = new Map<string, Clocks>();
  const clocksOf = ({ scenario, method, route, status: answered, outcome }: RequestRecord): Clocks => {
    const key = `${scenario}\n${method}\n${route}\n${answered}\n${outcome}`;
    const known = clocks.get(key);
    if (known !== undefined) return known;
    const labels = { scenario, method, route, status: String(answered ?? "none"), outcome };
    const added = { duration: durations(labels), serviceTime: serviceTimes(labels) };
    clocks.set(key, added);
    return added;
  };
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
    visit: (scenario, outcome) => {
      const key = visitKey(scenario, outcome);
      visits.set(key, (visits.get(key) ?? 0) + 1);
    },
    lag: (lagMs) => lag.observe(lagMs / 1_000),
    request: (record) => {
      const { duration, serviceTime } = clocksOf(record);
      const { intendedMs, sentMs, endMs } = record;
      const exemplar = exemplarLabels();
      duration.observe((endMs - intendedMs) / 1_000, exemplar);
      serviceTime.observe((endMs - sentMs) / 1_000, exemplar);
    },
  };
}

type Clocks = { readonly duration: HistogramSeries; readonly serviceTime: HistogramSeries };

function visitKey(scenario: string, outcome: string): string {
  return `${scenario}\n${outcome}`;
}
