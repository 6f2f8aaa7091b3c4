import { allOf } from "@emojivoto/shared/grpc/testing/all-of.ts";
import { of } from "@emojivoto/shared/grpc/testing/of.ts";
import { recordSpans } from "@emojivoto/shared/grpc/testing/record-spans.ts";
import { within } from "@emojivoto/shared/grpc/testing/within.ts";
import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { expect, test } from "vitest";
import { ballot } from "../testing/ballot.ts";
import { startVoting } from "../testing/start-voting.ts";
import { unfinished } from "../testing/unfinished.ts";

type Spans = Awaited<ReturnType<typeof recordSpans>>;
type ReadableSpan = Spans["items"][number];

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const spanId = "00f067aa0ba902b7";

const service = "emojivoto.v1.VotingService";

const idsOf = (span: ReadableSpan) => span.spanContext();
const parentIdOf = ({ parentSpanContext }: ReadableSpan) => parentSpanContext?.spanId;

/** The spans of a finished stream by their names; the stream's own is the server's. */
async function finished(spans: Spans, method: string, count: number) {
  const all = await spans.until(count);
  const named = (name: string) => all.filter((span) => span.name === name);
  const stream = all.find(({ name, kind }) => name === `${service}/${method}` && kind === SpanKind.SERVER)!;
  return { all, stream, ballots: named("ballot"), inserts: named("INSERT ballots") };
}

test("a ballot's span is in the trace that it names, with its count below it and a link to the stream", async () => {
  const { client, metrics } = await startVoting();
  const spans = await recordSpans();
  await allOf(client.voteSession(of(ballot({ traceparent: `00-${traceId}-${spanId}-01` })), within(10_000)));
  const { stream, ballots, inserts } = await finished(spans, "VoteSession", 4);
  expect(ballots).toHaveLength(1);
  const [span] = ballots as [ReadableSpan];
  expect([span.kind, idsOf(span).traceId, parentIdOf(span), span.status.code]).toEqual([
    SpanKind.SERVER,
    traceId,
    spanId,
    SpanStatusCode.UNSET,
  ]);
  expect(span.parentSpanContext?.isRemote).toBe(true);
  expect(span.attributes).toEqual({
    "emojivoto.choice": ":joy:",
    "emojivoto.ballot.replayed": false,
    "rpc.status_code": "OK",
  });
  expect(span.links.map((link) => link.context)).toMatchObject([idsOf(stream)]);
  expect(inserts.map((insert) => [idsOf(insert).traceId, parentIdOf(insert)])).toEqual([[traceId, idsOf(span).spanId]]);
  expect(await metrics.metrics()).toMatch(RegExp(`emojivoto_votes_total.* # \\{trace_id="${traceId}"`));
});

test("a ballot without a trace is in its stream's, and so is one whose trace context is none", async () => {
  const { client } = await startVoting({ failureRate: 1 });
  const spans = await recordSpans();
  const ballots = [ballot({ shortcode: ":doughnut:" }), ballot({ traceparent: "x" }), ballot({ shortcode: ":nope:" })];
  await allOf(client.voteSession(of(...ballots), within(10_000)));
  const { stream, ballots: found } = await finished(spans, "VoteSession", 5);
  expect(found.map((span) => [parentIdOf(span), span.attributes["rpc.status_code"]])).toEqual(
    expect.arrayContaining([
      [idsOf(stream).spanId, "UNKNOWN"],
      [idsOf(stream).spanId, "INVALID_ARGUMENT"],
      [idsOf(stream).spanId, "INVALID_ARGUMENT"],
    ]),
  );
  const statusOf = new Map(found.map(({ attributes, status }) => [attributes["rpc.status_code"], status.code]));
  expect(statusOf.get("UNKNOWN")).toBe(SpanStatusCode.ERROR);
  expect(statusOf.get("INVALID_ARGUMENT")).toBe(SpanStatusCode.UNSET);
  expect(found.map(({ attributes }) => attributes["error.type"]).filter(Boolean)).toEqual(["UNKNOWN"]);
});

test("a ballot whose trace is not sampled leaves no span", async () => {
  const { client } = await startVoting();
  const spans = await recordSpans();
  await allOf(client.voteSession(of(ballot({ traceparent: `00-${traceId}-${spanId}-00` })), within(10_000)));
  const { all } = await finished(spans, "VoteSession", 2);
  expect(all.map(({ name }) => name)).toEqual([`${service}/VoteSession`, `${service}/VoteSession`]);
});

test("the spans of a session that is cancelled end, those of its ballots too", async () => {
  const { client, store } = await startVoting({ artificialDelayMs: 5_000 });
  const spans = await recordSpans();
  const leaving = new AbortController();
  const ballots = unfinished(ballot({ traceparent: `00-${traceId}-${spanId}-01` }), ballot({ shortcode: ":nope:" }));
  const session = allOf(client.voteSession(ballots, within(10_000, leaving.signal)));
  // The ballot that is refused at once is read after the one that is to wait.
  await spans.until(1);
  leaving.abort();
  await expect(session).rejects.toMatchObject({ entry: { status: "CANCELLED" } });
  const { stream, ballots: found } = await finished(spans, "VoteSession", 4);
  expect(stream.attributes["rpc.status_code"]).toBe("CANCELLED");
  expect(found.map(({ attributes }) => attributes["rpc.status_code"])).toEqual(["INVALID_ARGUMENT", "CANCELLED"]);
  expect(await store.totals()).toEqual(new Map());
});

test("a stream of CastBallots is one span, which tells how many", async () => {
  const { client, metrics } = await startVoting();
  const spans = await recordSpans();
  const ballots = [ballot({ ballotId: "a" }), ballot({ ballotId: "a" }), ballot({ shortcode: ":nope:" })];
  await client.castBallots(of(...ballots), within(10_000));
  const { all, stream } = await finished(spans, "CastBallots", 2);
  expect(all.map(({ name }) => name)).toEqual([`${service}/CastBallots`, `${service}/CastBallots`]);
  expect(stream.attributes).toMatchObject({
    "emojivoto.ballots.counted": 1,
    "emojivoto.ballots.replayed": 1,
    "emojivoto.ballots.failed": 1,
    "rpc.status_code": "OK",
  });
  expect(await metrics.metrics()).toMatch(
    RegExp(`emojivoto_votes_total.* # \\{trace_id="${idsOf(stream).traceId}",span_id="${idsOf(stream).spanId}"`),
  );
});

test("a watch has its first read in its trace and none of those that it shares", async () => {
  const { client } = await startVoting();
  const spans = await recordSpans();
  for await (const { results } of client.watchResults({}, within(10_000))) {
    if (results.length > 0) break;
    void client.voteJoy({ ballotId: "" }, within(10_000));
  }
  const { all, stream } = await finished(spans, "WatchResults", 6);
  const reads = all.filter(({ name }) => name === "SELECT totals");
  expect(reads.map(parentIdOf)).toEqual([idsOf(stream).spanId]);
  expect(stream.attributes["rpc.status_code"]).toBe("CANCELLED");
});
