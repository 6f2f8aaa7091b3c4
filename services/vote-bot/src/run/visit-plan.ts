import type { VisitLedger } from "../measure/create-recorder.ts";
import type { VisitRecord } from "../measure/visit-record.ts";
import type { Draw } from "../scenarios/draw.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import type { WebClient } from "../web/create-web-client.ts";

/** What makes one visit. */
export type VisitPlan = {
  /** From 1. */
  readonly number: number;
  /** When it was meant to start, in milliseconds of `performance.now()`. */
  readonly intendedMs: number;
  readonly scenario: Scenario;
  readonly web: WebClient;
  readonly draw: Draw;
  readonly pick: (shortcodes: readonly string[]) => string;
  /** Cuts the visit off; its reason is an Error that says why. */
  readonly signal: AbortSignal;
  readonly ledger: VisitLedger;
  /** Called when the vote for `choice` is about to be sent. */
  readonly onVote: (choice: string) => void;
  /** Called in the visit's trace when it is over. */
  readonly onEnded: (record: VisitRecord) => void;
};
