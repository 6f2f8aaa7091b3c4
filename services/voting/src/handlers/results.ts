import type { ResultsRequest, ResultsResponse } from "@emojivoto/proto/voting";
import type { Handler } from "@emojivoto/shared/grpc/handler.ts";
import type { Tally } from "../tally.ts";
import { toResultsResponse } from "./to-results-response.ts";

/** Results: the standings. */
export function results(tally: Tally): Handler<ResultsRequest, ResultsResponse> {
  return async () => toResultsResponse(await tally.standings());
}
