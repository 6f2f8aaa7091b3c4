import type { Ballot } from "@emojivoto/proto/voting";
import type { AppError } from "@emojivoto/shared/errors/app-error.ts";
import { toAppError } from "@emojivoto/shared/errors/errors.ts";
import type { CallContext } from "@emojivoto/shared/grpc/handler.ts";
import type { Receipt } from "../stores/store.ts";
import type { CountVote } from "./count-vote.ts";
import { validateBallot } from "./validate-ballot.ts";

/** What became of a ballot of a stream; `message` says why it failed, and which one it is where that is its own fault. */
export type BallotOutcome = { readonly receipt: Receipt } | { readonly error: AppError; readonly message: string };

/** Counts the ballot that is at `index`, from 0, in its stream. Never rejects. */
export type CountBallot = (ballot: Ballot, index: number, context: CallContext) => Promise<BallotOutcome>;

/** Counts ballots for the emoji that are `known` as VoteXxx counts votes: one that fails concerns no other. */
export function createCountBallot(countVote: CountVote, known: ReadonlySet<string>): CountBallot {
  return async (ballot, index, { signal, log }) => {
    try {
      validateBallot(ballot, known);
      return { receipt: await countVote(ballot.shortcode, ballot.ballotId, signal) };
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.entry.status === "INTERNAL") log.error({ err: error.cause ?? error }, "ballot failed");
      return { error, message: messageOf(error, index) };
    }
  };
}

function messageOf({ entry, message }: AppError, index: number): string {
  return entry.status === "INVALID_ARGUMENT" ? `Ballot ${index + 1}: ${message}` : message;
}
