import { Counter } from "prom-client";
import type { Metrics } from "../metrics/metrics.ts";

/**
 * Why an item was lost: the queue was full, the receiver did not take it, the receiver has no such signal, or the
 * process ended first.
 */
const lossReasons = ["queue_full", "refused", "unsupported", "shutdown"] as const;
export type LossReason = (typeof lossReasons)[number];

export type CountLoss = (reason: LossReason, count: number) => void;

/** Registers a counter by reason, each from 0 on; the function that it returns counts. */
export function createLossCounter(metrics: Metrics, name: string, help: string): CountLoss {
  const counter = new Counter({ name, help, labelNames: ["reason"], registers: [metrics] });
  for (const reason of lossReasons) counter.inc({ reason }, 0);
  return (reason, count) => counter.inc({ reason }, count);
}
