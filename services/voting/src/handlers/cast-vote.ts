import { setTimeout as delay } from "node:timers/promises";
import type { VoteRequest, VoteResponse } from "@emojivoto/proto/voting";
import type { Handler } from "@emojivoto/shared/grpc/handler.ts";
import { votingErrors } from "../errors.ts";
import type { Tally } from "../tally.ts";
import { validateBallotId } from "./validate-ballot-id.ts";

/** The emoji whose votes fail on purpose, so that there is a fault to find. */
const faultyShortcode = ":doughnut:";

export type CastVoteOptions = {
  readonly tally: Tally;
  /** Share of the doughnut's votes that fail, 0–1. */
  readonly failureRate: number;
  readonly artificialDelayMs: number;
};

/** VoteXxx: counts one vote for `shortcode` and answers when it is durable. */
export function castVote(
  shortcode: string,
  { tally, failureRate, artificialDelayMs }: CastVoteOptions,
): Handler<VoteRequest, VoteResponse> {
  return async ({ ballotId }, { signal }) => {
    validateBallotId(ballotId);
    if (shortcode === faultyShortcode && Math.random() < failureRate) throw votingErrors.doughnutFailed();
    if (artificialDelayMs > 0) await delayOrAbort(artificialDelayMs, signal);
    return await tally.vote(shortcode, ballotId);
  };
}

/** Rejects with the signal's own reason, which says whether the caller left or the deadline passed. */
async function delayOrAbort(delayMs: number, signal: AbortSignal): Promise<void> {
  await delay(delayMs, undefined, { signal }).catch(() => signal.throwIfAborted());
}
