import type { Metrics } from "@emojivoto/shared/telemetry/metrics.ts";
import { Counter } from "prom-client";

/** Registers `emojivoto_votes_total{emoji}`, upstream's metric; the function that it returns counts one vote. */
export function createVoteCounter(metrics: Metrics): (shortcode: string) => void {
  const counter = new Counter({
    name: "emojivoto_votes_total",
    help: "Votes counted since the process started",
    labelNames: ["emoji"],
    registers: [metrics],
  });
  return (shortcode) => counter.inc({ emoji: shortcode });
}
