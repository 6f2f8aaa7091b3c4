import type { Ballot } from "@emojivoto/proto/voting";
import { endRpcSpan } from "@emojivoto/shared/telemetry/conventions/rpc-conventions.ts";
import { parseTraceparent } from "@emojivoto/shared/telemetry/parse-traceparent.ts";
import { type Context, context, SpanKind, trace } from "@opentelemetry/api";
import { ATTR_BALLOT_REPLAYED, ATTR_CHOICE } from "../attributes.ts";
import { clip } from "./clip.ts";
import type { BallotOutcome } from "./count-ballot.ts";

/**
 * Runs `work` in a span of the ballot's own: in the trace that the ballot names, else in that of its `stream`, whose
 * span it links to. It ends as the span of a call does.
 */
export async function inBallotSpan(
  { shortcode, traceparent }: Ballot,
  stream: Context,
  work: () => Promise<BallotOutcome>,
): Promise<BallotOutcome> {
  const remote = parseTraceparent(traceparent);
  const parent = remote === undefined ? stream : trace.setSpanContext(stream, remote);
  const streamSpan = trace.getSpanContext(stream);
  const options = {
    kind: SpanKind.SERVER,
    attributes: { [ATTR_CHOICE]: clip(shortcode) },
    links: streamSpan === undefined ? [] : [{ context: streamSpan }],
  };
  const span = trace.getTracer("@emojivoto/voting").startSpan("ballot", options, parent);
  const outcome = await context.with(trace.setSpan(parent, span), work);
  if ("receipt" in outcome) span.setAttribute(ATTR_BALLOT_REPLAYED, outcome.receipt.replayed);
  endRpcSpan(span, SpanKind.SERVER, "receipt" in outcome ? "OK" : outcome.error.entry.status);
  return outcome;
}
