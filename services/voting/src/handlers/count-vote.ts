import { setTimeout as delay } from "node:timers/promises";
import { votingErrors } from "../errors.ts";
import type { Receipt } from "../stores/store.ts";
import type { Tally } from "../tally.ts";
import { validateBallotId } from "./validate-ballot-id.ts";

/** The emoji whose votes fail on purpose, so that there is a fault to find. */
const faultyShortcode = ":doughnut:";

export type CountVoteOptions = {
  readonly tally: Tally;
  /** Share of the doughnut's votes that fail, 0–1. */
  readonly failureRate: number;
  readonly artificialDelayMs: number;
};

/** Counts one vote and resolves when it is durable; rejects with an AppError, or the signal's reason. */
export type CountVote = (shortcode: string, ballotId: string, signal: AbortSignal) => Promise<Receipt>;

/** What VoteXxx and the streams of ballots do for each vote. */
export function createCountVote({ tally, failureRate, artificialDelayMs }: CountVoteOptions): CountVote {
  return async (shortcode, ballotId, signal) => {
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
