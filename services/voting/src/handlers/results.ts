import type { ResultsRequest, ResultsResponse } from "@emojivoto/proto/voting";
import type { Handler } from "@emojivoto/shared/grpc/handler.ts";
import type { Tally } from "../tally.ts";

const maxInt32 = 2_147_483_647n;

/** Results: the standings; `Votes` stops at the largest int32, `total` is the true count. */
export function results(tally: Tally): Handler<ResultsRequest, ResultsResponse> {
  return async () => {
    const standings = await tally.standings();
    return {
      results: standings.map(({ shortcode, total }) => ({
        Shortcode: shortcode,
        Votes: Number(total < maxInt32 ? total : maxInt32),
        total,
      })),
    };
  };
}
