import type { VoteRequest, VoteResponse } from "@emojivoto/proto/voting";
import type { Handler } from "@emojivoto/shared/grpc/handler.ts";
import type { CountVote } from "./count-vote.ts";

/** VoteXxx: counts one vote for `shortcode` and answers when it is durable. */
export function castVote(shortcode: string, countVote: CountVote): Handler<VoteRequest, VoteResponse> {
  return ({ ballotId }, { signal }) => countVote(shortcode, ballotId, signal);
}
