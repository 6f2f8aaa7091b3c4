import { expect, test } from "vitest";
import { createAccessToken } from "../sign-in/access-token.ts";
import { follow } from "../testing/follow.ts";
import { serve } from "../testing/serve.ts";
import { auth } from "./auth.ts";

/** Web that gives `token-1`, `token-2`, … and takes those that `takes` says; `seen` is what it was asked. */
const webThat = async (takes: (token: string) => boolean) => {
  const seen: { line: string; key: unknown }[] = [];
  let tokens = 0;
  const origin = await serve((request, response) => {
    const line = `${request.method} ${request.url}`;
    seen.push({ line, key: request.headers["idempotency-key"] });
    const reply = (status: number, body: unknown) => response.writeHead(status).end(JSON.stringify(body));
    if (line === "POST /auth") return reply(200, { access_token: `token-${++tokens}`, expires_in: 100 });
    if (!takes(request.headers.authorization?.replace("Bearer ", "") ?? ""))
      return reply(401, { code: "invalid_token" });
    return line === "POST /api/v1/votes" ? reply(201, {}) : reply(200, { emojis: [{ shortcode: ":joy:" }] });
  });
  const scenario = auth(createAccessToken({ appKey: "bot", appSecret: "s3cret" }));
  return { origin, seen, scenario, lines: () => seen.map(({ line }) => line) };
};

const visitLines = ["GET /api/v1/emojis", "POST /api/v1/votes"];

test("a visit signs in, lists and votes, and the next one has its token", async () => {
  const { origin, scenario, lines, seen } = await webThat(() => true);
  const first = await follow(scenario, origin);
  expect(first.visit).toMatchObject({ outcome: "ok", status: 201, choice: ":joy:" });
  expect(first.requests.map(({ route }) => route)).toEqual(scenario.routes);
  await follow(scenario, origin);
  expect(lines()).toEqual(["POST /auth", ...visitLines, ...visitLines]);
  const keys = seen.map(({ key }) => key).filter((key) => key !== undefined);
  expect(new Set(keys).size).toBe(2);
});

test("a refused token is an expected 401: the visit signs in once more, and sends the same again", async () => {
  let refuses = false;
  const { origin, scenario, lines, seen } = await webThat((token) => !refuses || token === "token-2");
  await follow(scenario, origin);
  const before = seen.length;
  refuses = true;
  const { visit, requests } = await follow(scenario, origin);
  expect(visit.outcome).toBe("expected");
  expect(lines().slice(before)).toEqual(["GET /api/v1/emojis", "POST /auth", ...visitLines]);
  expect(requests[0]).toMatchObject({ status: 401, outcome: "expected" });
});

test("a vote whose token is refused is sent again with its Idempotency-Key", async () => {
  let asked = 0;
  // The list, then the vote: the first token is refused from its second request on.
  const { origin, scenario, seen } = await webThat((token) => token !== "token-1" || ++asked < 2);
  expect((await follow(scenario, origin)).visit.outcome).toBe("expected");
  const votes = seen.filter(({ line }) => line === "POST /api/v1/votes");
  expect(votes.map(({ key }) => key)).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), votes[0]?.key]);
});

test("a second 401 is an error", async () => {
  const { origin, scenario, lines } = await webThat(() => false);
  const { visit, requests } = await follow(scenario, origin);
  expect(visit).toMatchObject({ outcome: "error", reason: "GET /api/v1/emojis answered 401 Unauthorized" });
  expect(lines()).toEqual(["POST /auth", "GET /api/v1/emojis", "POST /auth", "GET /api/v1/emojis"]);
  expect(requests.map(({ outcome }) => outcome)).toEqual(["ok", "expected", "ok", "error"]);
});

test("fifty visits at once share one sign-in", async () => {
  const { origin, scenario, lines } = await webThat(() => true);
  const visits = await Promise.all(Array.from({ length: 50 }, () => follow(scenario, origin)));
  expect(visits.filter(({ visit }) => visit.outcome === "ok")).toHaveLength(50);
  expect(lines().filter((line) => line === "POST /auth")).toHaveLength(1);
});
