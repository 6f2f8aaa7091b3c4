import type { CatalogueEntry } from "@emojivoto/proto/catalogue";
import { EmojiServiceDefinition } from "@emojivoto/proto/emoji";
import { protoFiles } from "@emojivoto/proto/files";
import {
  createGrpcServer,
  type GrpcServer,
  type GrpcServerOptions,
} from "@emojivoto/shared/grpc/server/create-grpc-server.ts";
import { findByShortcode } from "./handlers/find-by-shortcode.ts";
import { listAll } from "./handlers/list-all.ts";
import { createListing } from "./listing.ts";

export type EmojiServerOptions = Omit<GrpcServerOptions, "protoFile"> & {
  readonly catalogue: readonly CatalogueEntry[];
};

/** The gRPC server of EmojiService. */
export function createEmojiServer({ catalogue, ...options }: EmojiServerOptions): GrpcServer {
  const listing = createListing(catalogue);
  const server = createGrpcServer({ ...options, protoFile: protoFiles.emoji });
  server.add(EmojiServiceDefinition, {
    listAll: listAll(listing),
    findByShortcode: findByShortcode(listing),
  });
  return server;
}
