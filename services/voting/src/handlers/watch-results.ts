import type { ResultsResponse, WatchResultsRequest } from "@emojivoto/proto/voting";
import type { ServerStreamingHandler } from "@emojivoto/shared/grpc/handler.ts";
import { withoutSpans } from "@emojivoto/shared/telemetry/without-spans.ts";
import type { Tally } from "../tally.ts";
import { toResultsResponse } from "./to-results-response.ts";

/** WatchResults: the standings now and the newest ones after changes, until the caller leaves or the server stops. */
export function watchResults(tally: Tally): ServerStreamingHandler<WatchResultsRequest, ResultsResponse> {
  return async function* (_, { signal, draining }) {
    const states = tally.watch(AbortSignal.any([signal, draining]));
    try {
      let state = await states.next();
      while (!state.done) {
        yield toResultsResponse(state.value);
        // Later reads serve every watcher at once, and a watch of hours would have a trace of many thousand spans.
        state = await withoutSpans(() => states.next());
      }
    } finally {
      await states.return();
    }
  };
}
