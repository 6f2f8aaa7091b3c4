import type { Ending } from "../report/build-report.ts";
import { exitCodeAborted, exitCodeThreshold, exitCodeThresholdAbort, exitCodeUnreachable } from "./exit-codes.ts";

export type EndingFacts = {
  /** A second signal demanded the end. */
  readonly isAborted: boolean;
  /** A threshold ended the run, as --threshold-abort has it. */
  readonly isBroken: boolean;
  /** A signal asked for the end. */
  readonly isStopped: boolean;
  /** Anything did ever connect; an endless run keeps trying, and is not judged by it. */
  readonly hasConnected: boolean;
  /** All thresholds. */
  readonly areMet: boolean;
};

/** How a run ended and with which exit code; of several causes the first to end it. */
export function endingOf({ isAborted, isBroken, isStopped, hasConnected, areMet }: EndingFacts): Ending {
  if (isAborted) return { end: "aborted", exitCode: exitCodeAborted };
  if (isBroken) return { end: "threshold", exitCode: exitCodeThresholdAbort };
  if (!hasConnected && !isStopped) return { end: "unreachable", exitCode: exitCodeUnreachable };
  return { end: isStopped ? "stopped" : "finished", exitCode: areMet ? 0 : exitCodeThreshold };
}
