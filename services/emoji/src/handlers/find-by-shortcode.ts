import type { FindByShortcodeRequest, FindByShortcodeResponse } from "@emojivoto/proto/emoji";
import { errors } from "@emojivoto/shared/errors/errors.ts";
import type { Handler } from "@emojivoto/shared/grpc/handler.ts";
import type { Listing } from "../listing.ts";

/** FindByShortcode: the emoji of that name; an unknown name is answered with OK and no emoji. */
export function findByShortcode(listing: Listing): Handler<FindByShortcodeRequest, FindByShortcodeResponse> {
  return ({ Shortcode: shortcode }) => {
    if (shortcode === "") throw errors.invalidArgument("Shortcode", "a shortcode like `:joy:`", "an empty string");
    return { Emoji: listing.find(shortcode) };
  };
}
