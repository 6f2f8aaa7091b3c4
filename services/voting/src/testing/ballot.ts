import type { Ballot } from "@emojivoto/proto/voting";

/** A ballot for :joy:, unless told otherwise. */
export function ballot(fields: Partial<Ballot> = {}): Ballot {
  return { shortcode: ":joy:", ballotId: "", traceparent: "", ...fields };
}
