import type { ResultsResponse } from "@emojivoto/proto/voting";
import type { Standing } from "../tally.ts";

const maxInt32 = 2_147_483_647n;

/** The standings on the wire; `Votes` stops at the largest int32, `total` is the true count. */
export function toResultsResponse(standings: readonly Standing[]): ResultsResponse {
  return {
    results: standings.map(({ shortcode, total }) => ({
      Shortcode: shortcode,
      Votes: Number(total < maxInt32 ? total : maxInt32),
      total,
    })),
  };
}
