import { exemplarLabels } from "@emojivoto/shared/telemetry/metrics/exemplar-labels.ts";
import type { Metrics } from "@emojivoto/shared/telemetry/metrics/metrics.ts";
import { Counter } from "prom-client";

/** Registers `emojivoto_votes_total{emoji}`, upstream's metric; the function that it returns counts one vote, with its trace. */
export function createVoteCounter(metrics: Metrics): (shortcode: string) => void {
  const counter = new Counter<string>({
    name: "emojivoto_votes_total",
    help: "Votes counted since the process started",
    labelNames: ["emoji"],
    registers: [metrics],
    enableExemplars: true,
  });
  return (shortcode) => {
    const exemplar = exemplarLabels();
    counter.inc({ labels: { emoji: shortcode }, ...(exemplar && { exemplarLabels: exemplar }) });
  };
}
