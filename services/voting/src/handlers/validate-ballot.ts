import type { Ballot } from "@emojivoto/proto/voting";
import { errors } from "@emojivoto/shared/errors/errors.ts";
import { parseTraceparent } from "@emojivoto/shared/telemetry/parse-traceparent.ts";
import { clip } from "./clip.ts";

/** Throws `invalid_argument` for a ballot with a shortcode that is not `known` or a trace context that is none. */
export function validateBallot({ shortcode, traceparent }: Ballot, known: ReadonlySet<string>): void {
  if (!known.has(shortcode)) {
    throw errors.invalidArgument("shortcode", "an emoji of the catalogue, as `:joy:`", quote(shortcode));
  }
  if (traceparent !== "" && parseTraceparent(traceparent) === undefined) {
    throw errors.invalidArgument("traceparent", "empty or a W3C trace context (`00-…`)", quote(traceparent));
  }
}

function quote(text: string): string {
  return text === "" ? "an empty string" : `\`${clip(text)}\``;
}
