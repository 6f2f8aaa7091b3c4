import { expect, test } from "vitest";
import type { ReceivedSpan } from "../support/otlp-receiver.ts";
import { renderTrace } from "../support/render-trace.ts";
import type { TracedRun } from "./traced-run.ts";

/** The `traceparent` parent of a request that joins a trace from outside. */
export const remoteParent = "00f067aa0ba902b7";

type Init = Omit<RequestInit, "headers"> & { headers?: Record<string, string> };

/** Sends a request and resolves to its trace as text, once it has as many spans as `expected` has lines. */
async function traceOf(run: TracedRun, name: string, path: string, expected: string, init: Init = {}): Promise<string> {
  const { stack, receiver } = run;
  const response = await fetch(stack.url + path, { ...init, headers: { "user-agent": name, ...init.headers } });
  await response.arrayBuffer();
  const spans = await receiver.until((all) => traceNamed(name, all).length >= expected.split("\n").length);
  return renderTrace(traceNamed(name, spans));
}

function traceNamed(userAgent: string, spans: readonly ReceivedSpan[]): ReceivedSpan[] {
  const root = spans.find(({ attributes }) => attributes["user_agent.original"] === userAgent);
  return root === undefined ? [] : spans.filter(({ traceId }) => traceId === root.traceId);
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const postVote = (token: string, choice: string): Init => ({
  method: "POST",
  headers: { ...bearer(token), "content-type": "application/json" },
  body: JSON.stringify({ choice }),
});

/** A name, a path, what is sent with it, and its trace. */
const goldens: [string, string, (token: string) => Init, string][] = [
  [
    "the list",
    "/api/list",
    () => ({}),
    `web SERVER GET /api/list 200
  web CLIENT emojivoto.v1.EmojiService/ListAll OK
    emoji SERVER emojivoto.v1.EmojiService/ListAll OK`,
  ],
  [
    "a vote",
    "/api/vote?choice=:joy:",
    () => ({}),
    `web SERVER GET /api/vote 200
  web CLIENT emojivoto.v1.EmojiService/FindByShortcode OK
    emoji SERVER emojivoto.v1.EmojiService/FindByShortcode OK
  web CLIENT emojivoto.v1.VotingService/VoteJoy OK
    voting SERVER emojivoto.v1.VotingService/VoteJoy OK
      voting CLIENT INSERT ballots`,
  ],
  [
    "the leaderboard",
    "/api/leaderboard",
    () => ({}),
    `web SERVER GET /api/leaderboard 200
  web CLIENT emojivoto.v1.VotingService/Results OK
    voting SERVER emojivoto.v1.VotingService/Results OK
      voting CLIENT SELECT totals`,
  ],
  [
    "the doughnut",
    "/api/vote?choice=:doughnut:",
    () => ({}),
    `web SERVER GET /api/vote 500 ERROR
  web CLIENT emojivoto.v1.EmojiService/FindByShortcode OK
    emoji SERVER emojivoto.v1.EmojiService/FindByShortcode OK
  web CLIENT emojivoto.v1.VotingService/VoteDoughnut UNKNOWN ERROR
    voting SERVER emojivoto.v1.VotingService/VoteDoughnut UNKNOWN ERROR`,
  ],
  [
    "an unknown emoji",
    "/api/vote?choice=:nope:",
    () => ({}),
    `web SERVER GET /api/vote 400
  web CLIENT emojivoto.v1.EmojiService/FindByShortcode OK
    emoji SERVER emojivoto.v1.EmojiService/FindByShortcode OK`,
  ],
  ["a missing choice", "/api/vote", () => ({}), "web SERVER GET /api/vote 400"],
  ["a missing token", "/api/v1/emojis", () => ({}), "web SERVER GET /api/v1/emojis 401"],
  [
    "a bad token",
    "/api/v1/emojis",
    () => ({ headers: { authorization: "Bearer a.b.c" } }),
    "web SERVER GET /api/v1/emojis 401",
  ],
  [
    "a vote by v1",
    "/api/v1/votes",
    (token) => postVote(token, ":dog:"),
    `web SERVER POST /api/v1/votes 201
  web CLIENT emojivoto.v1.VotingService/VoteDog OK
    voting SERVER emojivoto.v1.VotingService/VoteDog OK
      voting CLIENT INSERT ballots`,
  ],
  [
    "one emoji by v1",
    "/api/v1/emojis/:joy:",
    (token) => ({ headers: bearer(token) }),
    `web SERVER GET /api/v1/emojis/:shortcode 200
  web CLIENT emojivoto.v1.EmojiService/FindByShortcode OK
    emoji SERVER emojivoto.v1.EmojiService/FindByShortcode OK`,
  ],
];

/** The traces of single requests to web, as trees of text. */
export function requestTraces(run: TracedRun): void {
  test.each(goldens)("%s is one trace", async (name, path, init, expected) => {
    await expect(traceOf(run, name, path, expected, init(run.token))).resolves.toBe(expected);
  });

  test("the attributes are those of the stable conventions", async () => {
    await traceOf(run, "attributes", "/api/vote?choice=:joy:", "1\n2\n3\n4\n5\n6");
    const spans = traceNamed("attributes", run.receiver.spans);
    const find = (kind: string, name: string) => spans.find((span) => span.kind === kind && span.name.endsWith(name));
    expect(find("SERVER", "/api/vote")?.attributes).toMatchObject({
      "http.request.method": "GET",
      "http.route": "/api/vote",
      "url.path": "/api/vote",
    });
    expect(find("SERVER", "/api/vote")?.resource).toMatchObject({
      "service.namespace": "emojivoto",
      "service.name": "web",
      "service.version": expect.any(String),
      "service.instance.id": expect.any(String),
    });
    for (const kind of ["CLIENT", "SERVER"]) {
      const { attributes } = find(kind, "VotingService/VoteJoy")!;
      expect(attributes).toMatchObject({
        "rpc.system.name": "grpc",
        "rpc.method": "emojivoto.v1.VotingService/VoteJoy",
        "rpc.status_code": "OK",
      });
      expect(Object.keys(attributes)).not.toContain("rpc.system");
    }
    expect(find("CLIENT", "INSERT ballots")?.attributes).toEqual({
      "db.system.name": "sqlite",
      "db.operation.name": "INSERT",
      "db.collection.name": "ballots",
      "db.query.summary": "INSERT ballots",
      "emojivoto.commit.ballots": 1,
    });
  });

  test("an incoming W3C parent's trace is joined", async () => {
    const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    await fetch(`${run.stack.url}/api/list`, { headers: { traceparent: `00-${traceId}-${remoteParent}-01` } });
    const spans = await run.receiver.trace(traceId, (all) => all.length >= 3);
    expect(renderTrace(spans, remoteParent)).toBe(`web SERVER GET /api/list 200
  web CLIENT emojivoto.v1.EmojiService/ListAll OK
    emoji SERVER emojivoto.v1.EmojiService/ListAll OK`);
  });

  test("every answer names its trace, an error's too", async () => {
    for (const path of ["/api/list", "/api/vote?choice=:doughnut:", "/api/v1/emojis", "/nothing"]) {
      const { headers } = await fetch(run.stack.url + path);
      const traceparent = headers.get("traceresponse")!;
      const [, traceId, spanId] = /^00-([\da-f]{32})-([\da-f]{16})-01$/.exec(traceparent) ?? [];
      expect(headers.get("x-request-id")).toBe(traceId);
      expect(headers.get("server-timing")).toBe(`traceparent;desc="${traceparent}"`);
      const spans = await run.receiver.trace(traceId!, (all) => all.some((span) => span.spanId === spanId));
      expect(spans.find((span) => span.spanId === spanId)).toMatchObject({ service: "web", kind: "SERVER" });
    }
  });

  test("an unsampled parent's request leaves no span anywhere", async () => {
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-00` };
    const response = await fetch(`${run.stack.url}/api/vote?choice=:cat2:`, { headers });
    expect(response.status).toBe(200);
    await traceOf(run, "after the unsampled", "/api/list", "1\n2\n3");
    expect(run.receiver.spans.filter((span) => span.traceId === traceId)).toEqual([]);
  });
}

/** The golden requests left just the spans of their trees. */
export function expectNoOtherSpans({ receiver }: TracedRun): void {
  const spans = goldens.flatMap(([name]) => traceNamed(name, receiver.spans));
  expect(spans).toHaveLength(goldens.reduce((sum, [, , , text]) => sum + text.split("\n").length, 0));
}
