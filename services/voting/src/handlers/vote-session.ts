import type { Ballot, BallotReceipt } from "@emojivoto/proto/voting";
import { statusCode } from "@emojivoto/shared/errors/status.ts";
import type { BidiStreamingHandler } from "@emojivoto/shared/grpc/handler.ts";
import { untilAborted } from "@emojivoto/shared/grpc/server/until-aborted.ts";
import { context } from "@opentelemetry/api";
import { clip } from "./clip.ts";
import type { BallotOutcome, CountBallot } from "./count-ballot.ts";
import { inBallotSpan } from "./in-ballot-span.ts";
import { mapConcurrently } from "./map-concurrently.ts";

/** Ballots of a session that are counted, or whose receipts wait for the caller, at a time. */
const maxInFlight = 64;

/** VoteSession: a receipt a ballot, in the ballots' order; no more are read when the server stops. */
export function voteSession(countBallot: CountBallot): BidiStreamingHandler<Ballot, BallotReceipt> {
  return (ballots, call) => {
    const stream = context.active();
    return mapConcurrently(untilAborted(ballots, call.draining), maxInFlight, async (ballot, index) => {
      const outcome = await inBallotSpan(ballot, stream, () => countBallot(ballot, index, call));
      return toReceipt(ballot, outcome);
    });
  };
}

function toReceipt({ ballotId, shortcode }: Ballot, outcome: BallotOutcome): BallotReceipt {
  const ballot = { ballotId: clip(ballotId), shortcode: clip(shortcode) };
  if ("receipt" in outcome) return { ...ballot, ...outcome.receipt, code: statusCode.OK, message: "" };
  const { error, message } = outcome;
  return { ...ballot, total: 0n, replayed: false, code: statusCode[error.entry.status], message };
}
