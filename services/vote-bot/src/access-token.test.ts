import { json } from "node:stream/consumers";
import { expect, test } from "vitest";
import { createAccessToken } from "./access-token.ts";
import { serve } from "./testing/serve.ts";
import { createWebClient } from "./web/create-web-client.ts";

const { signal } = new AbortController();

/** An access token against a POST /auth that answers `token-1`, `token-2`, … for 100 s each, until it `fails`. */
const signingIn = async () => {
  const state = { signIns: [] as unknown[], fails: false, nowMs: 0 };
  const origin = await serve(async (request, response) => {
    state.signIns.push(await json(request));
    const body = { access_token: `token-${state.signIns.length}`, token_type: "Bearer", expires_in: 100 };
    response.writeHead(state.fails ? 503 : 200).end(JSON.stringify(body));
  });
  const credentials = { appKey: "bot", appSecret: "s3cret" };
  return { state, token: createAccessToken(createWebClient(origin, ""), credentials, () => state.nowMs) };
};

test("visits that need a token at the same time share one sign-in", async () => {
  const { state, token } = await signingIn();
  const tokens = await Promise.all([token.get(signal), token.get(signal), token.get(signal)]);
  expect(tokens).toEqual(["token-1", "token-1", "token-1"]);
  expect(state.signIns).toEqual([{ app_key: "bot", app_secret: "s3cret" }]);
});

test("the token is used for 80 % of its life, then refreshed once", async () => {
  const { state, token } = await signingIn();
  await token.get(signal);
  state.nowMs = 79_999;
  expect(await token.get(signal)).toBe("token-1");
  state.nowMs = 80_000;
  expect(await Promise.all([token.get(signal), token.get(signal)])).toEqual(["token-2", "token-2"]);
});

test("a refresh that fails leaves the old token in use while it lives", async () => {
  const { state, token } = await signingIn();
  await token.get(signal);
  state.fails = true;
  state.nowMs = 90_000;
  expect(await token.get(signal)).toBe("token-1");
  state.nowMs = 100_000;
  await expect(token.get(signal)).rejects.toThrow("POST /auth answered 503 Service Unavailable");
});

test("a refused token is replaced once, however many visits it was refused to", async () => {
  const { state, token } = await signingIn();
  const refused = await token.get(signal);
  expect(await Promise.all([token.replace(refused, signal), token.replace(refused, signal)])).toEqual([
    "token-2",
    "token-2",
  ]);
  expect(await token.replace(refused, signal)).toBe("token-2");
  expect(state.signIns).toHaveLength(2);
});

test("a wrong secret is told without repeating it", async () => {
  const origin = await serve((request, response) => request.pipe(response.writeHead(401)));
  const token = createAccessToken(createWebClient(origin, ""), { appKey: "bot", appSecret: "s3cret" });
  await expect(token.get(signal)).rejects.toThrow(/^POST \/auth answered 401 Unauthorized$/);
});

test.each(["{}", '{"access_token":"a\\r\\nb","expires_in":9}', '{"access_token":"a","expires_in":0}'])(
  "%s is no token",
  async (body) => {
    const origin = await serve((_, response) => response.end(body));
    const token = createAccessToken(createWebClient(origin, ""), { appKey: "bot", appSecret: "s3cret" });
    await expect(token.get(signal)).rejects.toThrow("POST /auth answered something else than a token");
  },
);
