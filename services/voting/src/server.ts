import type { CatalogueEntry, VoteMethod } from "@emojivoto/proto/catalogue";
import { protoFiles } from "@emojivoto/proto/files";
import { type VoteRequest, type VoteResponse, VotingServiceDefinition } from "@emojivoto/proto/voting";
import {
  createGrpcServer,
  type GrpcServer,
  type GrpcServerOptions,
} from "@emojivoto/shared/grpc/server/create-grpc-server.ts";
import type { Handler } from "@emojivoto/shared/grpc/handler.ts";
import { castVote, type CastVoteOptions } from "./handlers/cast-vote.ts";
import { results } from "./handlers/results.ts";

export type VotingServerOptions = Omit<GrpcServerOptions, "protoFile"> &
  CastVoteOptions & { readonly catalogue: readonly CatalogueEntry[] };

/** The gRPC server of VotingService: one vote method an emoji of the catalogue, and Results. */
export function createVotingServer(options: VotingServerOptions): GrpcServer {
  const { catalogue, tally, failureRate, artificialDelayMs, ...grpcOptions } = options;
  const voteOptions = { tally, failureRate, artificialDelayMs };
  const votes = Object.fromEntries(
    catalogue.map(({ voteMethod, shortcode }) => [voteMethod, castVote(shortcode, voteOptions)]),
  ) as Record<VoteMethod, Handler<VoteRequest, VoteResponse>>;
  const server = createGrpcServer({ ...grpcOptions, protoFile: protoFiles.voting });
  server.add(VotingServiceDefinition, { ...votes, results: results(tally) });
  return server;
}
