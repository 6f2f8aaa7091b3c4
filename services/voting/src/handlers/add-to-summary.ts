import type { Ballot, BallotsSummary } from "@emojivoto/proto/voting";
import { statusCode } from "@emojivoto/shared/errors/status.ts";
import { clip } from "./clip.ts";
import type { BallotOutcome } from "./count-ballot.ts";

/** Failures that a summary describes; all are in its number. */
const maxFailures = 100;

/** Adds what became of the ballot at `index`, from 0, to `summary`. */
export function addToSummary(summary: BallotsSummary, ballot: Ballot, index: number, outcome: BallotOutcome): void {
  if ("receipt" in outcome) {
    summary[outcome.receipt.replayed ? "replayed" : "counted"]++;
    return;
  }
  summary.failed++;
  if (summary.failures.length === maxFailures) return;
  const { error, message } = outcome;
  summary.failures.push({
    position: BigInt(index + 1),
    ballotId: clip(ballot.ballotId),
    shortcode: clip(ballot.shortcode),
    code: statusCode[error.entry.status],
    message,
  });
}
