import type { CatalogueEntry, VoteMethod } from "@emojivoto/proto/catalogue";
import { protoFiles } from "@emojivoto/proto/files";
import { type VoteRequest, type VoteResponse, VotingServiceDefinition } from "@emojivoto/proto/voting";
import {
  createGrpcServer,
  type GrpcServer,
  type GrpcServerOptions,
} from "@emojivoto/shared/grpc/server/create-grpc-server.ts";
import type { Handler } from "@emojivoto/shared/grpc/handler.ts";
import { castBallots } from "./handlers/cast-ballots.ts";
import { castVote } from "./handlers/cast-vote.ts";
import { createCountBallot } from "./handlers/count-ballot.ts";
import { createCountVote, type CountVoteOptions } from "./handlers/count-vote.ts";
import { results } from "./handlers/results.ts";
import { voteSession } from "./handlers/vote-session.ts";
import { watchResults } from "./handlers/watch-results.ts";

export type VotingServerOptions = Omit<GrpcServerOptions, "protoFile"> &
  CountVoteOptions & { readonly catalogue: readonly CatalogueEntry[] };

/** The gRPC server of VotingService: one vote method an emoji of the catalogue, the results and the streams. */
export function createVotingServer(options: VotingServerOptions): GrpcServer {
  const { catalogue, tally, failureRate, artificialDelayMs, ...grpcOptions } = options;
  const countVote = createCountVote({ tally, failureRate, artificialDelayMs });
  const countBallot = createCountBallot(countVote, new Set(catalogue.map(({ shortcode }) => shortcode)));
  const votes = Object.fromEntries(
    catalogue.map(({ voteMethod, shortcode }) => [voteMethod, castVote(shortcode, countVote)]),
  ) as Record<VoteMethod, Handler<VoteRequest, VoteResponse>>;
  const server = createGrpcServer({ ...grpcOptions, protoFile: protoFiles.voting });
  server.add(VotingServiceDefinition, {
    ...votes,
    results: results(tally),
    watchResults: watchResults(tally),
    castBallots: castBallots(countBallot),
    voteSession: voteSession(countBallot),
  });
  return server;
}
