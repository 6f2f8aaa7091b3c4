import type { ListAllEmojiRequest, ListAllEmojiResponse } from "@emojivoto/proto/emoji";
import type { Handler } from "@emojivoto/shared/grpc/handler.ts";
import type { Listing } from "../listing.ts";

/** ListAll: every listed emoji in the catalogue's order. */
export function listAll(listing: Listing): Handler<ListAllEmojiRequest, ListAllEmojiResponse> {
  const response = { list: [...listing.all] };
  return () => response;
}
