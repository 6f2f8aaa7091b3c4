import type { Metrics } from "@emojivoto/shared/telemetry/metrics/metrics.ts";
import { Counter } from "prom-client";
import type { ScenarioMix, ScenarioName } from "./scenarios/scenario-mix.ts";

const outcomes = ["ok", "expected", "error", "dropped"] as const;
export type CountedOutcome = (typeof outcomes)[number];

/** The visits so far, also as `emojivoto_visits_total{scenario,outcome}` on the admin port. */
export type VisitCounter = {
  add(scenario: ScenarioName, outcome: CountedOutcome): void;
  /** All scenarios together. */
  totals(): Readonly<Record<CountedOutcome, number>>;
};

export function createVisitCounter(metrics: Metrics, mix: ScenarioMix): VisitCounter {
  const counter = new Counter({
    // In the OpenMetrics format prom-client adds `_total` itself.
    name: "emojivoto_visits",
    help: "Visits by how they ended; expected is the doughnut's failure, dropped one beyond MAX_IN_FLIGHT",
    labelNames: ["scenario", "outcome"],
    registers: [metrics],
  });
  for (const { name } of mix) for (const outcome of outcomes) counter.inc({ scenario: name, outcome }, 0);
  const totals = { ok: 0, expected: 0, error: 0, dropped: 0 };
  return {
    add: (scenario, outcome) => {
      totals[outcome]++;
      counter.inc({ scenario, outcome });
    },
    totals: () => ({ ...totals }),
  };
}
