import type { OtlpReceiver } from "../support/otlp-receiver.ts";
import type { RunningService } from "../support/start-service.ts";
import type { Stack } from "../support/start-stack.ts";

/** What all tests of traces look at; filled in before the first of them. */
export type TracedRun = {
  receiver: OtlpReceiver;
  stack: Stack;
  /** Of POST /auth. */
  token: string;
  /** Every vote-bot that ran. */
  readonly bots: RunningService[];
};
