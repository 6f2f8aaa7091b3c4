import type { Ballot, BallotsSummary } from "@emojivoto/proto/voting";
import type { ClientStreamingHandler } from "@emojivoto/shared/grpc/handler.ts";
import { untilAborted } from "@emojivoto/shared/grpc/server/until-aborted.ts";
import { withoutSpans } from "@emojivoto/shared/telemetry/without-spans.ts";
import { trace } from "@opentelemetry/api";
import { ATTR_BALLOTS_COUNTED, ATTR_BALLOTS_FAILED, ATTR_BALLOTS_REPLAYED } from "../attributes.ts";
import { addToSummary } from "./add-to-summary.ts";
import type { CountBallot } from "./count-ballot.ts";
import { mapConcurrently } from "./map-concurrently.ts";

/** Ballots of a stream that are counted at a time: enough for one commit to make many of them durable. */
const maxInFlight = 64;

/** CastBallots: counts a stream of ballots; no more are read when the server stops, and the summary covers the others. */
export function castBallots(countBallot: CountBallot): ClientStreamingHandler<Ballot, BallotsSummary> {
  return async (ballots, call) => {
    const stream = trace.getActiveSpan();
    const summary: BallotsSummary = { counted: 0n, replayed: 0n, failed: 0n, failures: [] };
    const counts = mapConcurrently(untilAborted(ballots, call.draining), maxInFlight, async (ballot, index) => {
      // The stream's span tells how many: with a span a ballot its trace would have thousands, or millions.
      const outcome = await withoutSpans(() => countBallot(ballot, index, call));
      return () => addToSummary(summary, ballot, index, outcome);
    });
    for await (const addNext of counts) addNext();
    stream?.setAttributes({
      [ATTR_BALLOTS_COUNTED]: Number(summary.counted),
      [ATTR_BALLOTS_REPLAYED]: Number(summary.replayed),
      [ATTR_BALLOTS_FAILED]: Number(summary.failed),
    });
    return summary;
  };
}
