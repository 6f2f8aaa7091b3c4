import type { CatalogueEntry } from "@emojivoto/proto/catalogue";
import { EmojiServiceDefinition } from "@emojivoto/proto/emoji";
import { protoFiles } from "@emojivoto/proto/files";
import {
  createGrpcServer,
  type GrpcServer,
  type GrpcServerOptions,
} from "@emojivoto/shared/grpc/server/create-grpc-server.ts";
import { failOnPurpose } from "./handlers/fail-on-purpose.ts";
import { findByShortcode } from "./handlers/find-by-shortcode.ts";
import { listAll } from "./handlers/list-all.ts";
import { createListing } from "./listing.ts";

export type EmojiServerOptions = Omit<GrpcServerOptions, "protoFile"> & {
  readonly catalogue: readonly CatalogueEntry[];
  /** Share of the calls that fail, 0–1. */
  readonly failureRate: number;
};

/** The gRPC server of EmojiService. */
export function createEmojiServer({ catalogue, failureRate, ...options }: EmojiServerOptions): GrpcServer {
  const listing = createListing(catalogue);
  const server = createGrpcServer({ ...options, protoFile: protoFiles.emoji });
  server.add(EmojiServiceDefinition, {
    listAll: failOnPurpose(failureRate, listAll(listing)),
    findByShortcode: failOnPurpose(failureRate, findByShortcode(listing)),
  });
  return server;
}
