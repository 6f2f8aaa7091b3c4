import { json } from "node:stream/consumers";
import { expect, test } from "vitest";
import { VisitError } from "../run/visit-error.ts";
import type { Scenario, Visitor } from "../scenarios/scenario.ts";
import { follow } from "../testing/follow.ts";
import { serve } from "../testing/serve.ts";
import { type AccessToken, createAccessToken } from "./access-token.ts";

const credentials = { appKey: "bot", appSecret: "s3cret" };

/** A visit that does nothing but get the token; resolves to it, or rejects with why it did not. */
const getBy = async (token: AccessToken, origin: URL, signal?: AbortSignal): Promise<string> => {
  let got: string | undefined;
  const visit = async (visitor: Visitor) => void (got = await token.get(visitor));
  const scenario: Scenario = { name: "sign in", routes: undefined, visit };
  const made = await follow(scenario, origin, signal && { signal });
  if (got === undefined) throw new VisitError(made.visit.reason, { errorType: "" });
  return got;
};

/** An access token against a POST /auth that answers `token-1`, `token-2`, … for 100 s each, until it `fails`. */
const signingIn = async () => {
  const state = { signIns: [] as unknown[], fails: false, holds: 0, nowMs: 0, onHeld: () => {} };
  const origin = await serve(async (request, response) => {
    state.signIns.push(await json(request));
    const body = { access_token: `token-${state.signIns.length}`, token_type: "Bearer", expires_in: 100 };
    if (state.holds-- > 0) return state.onHeld();
    response.writeHead(state.fails ? 503 : 200).end(JSON.stringify(body));
  });
  const token = createAccessToken(credentials, () => state.nowMs);
  return { state, token, get: (signal?: AbortSignal) => getBy(token, origin, signal) };
};

test("visits that need a token at the same time share one sign-in", async () => {
  const { state, get } = await signingIn();
  expect(await Promise.all([get(), get(), get()])).toEqual(["token-1", "token-1", "token-1"]);
  expect(state.signIns).toEqual([{ app_key: "bot", app_secret: "s3cret" }]);
});

test("the token is used for 80 % of its life; then one visit refreshes it while the others go on", async () => {
  const { state, get } = await signingIn();
  await get();
  state.nowMs = 79_999;
  expect(await get()).toBe("token-1");
  state.nowMs = 80_000;
  expect(await Promise.all([get(), get()])).toEqual(["token-2", "token-1"]);
  expect(await get()).toBe("token-2");
  expect(state.signIns).toHaveLength(2);
});

test("an expired token is no longer given out while another is on its way", async () => {
  const { state, get } = await signingIn();
  await get();
  state.nowMs = 100_000;
  expect(await Promise.all([get(), get()])).toEqual(["token-2", "token-2"]);
});

test("a refresh that fails leaves the old token in use while it lives", async () => {
  const { state, get } = await signingIn();
  await get();
  state.fails = true;
  state.nowMs = 90_000;
  expect(await get()).toBe("token-1");
  state.nowMs = 100_000;
  await expect(get()).rejects.toThrow("POST /auth answered 503 Service Unavailable");
});

test("a sign-in that fails fails the visits that waited for it", async () => {
  const { state, get } = await signingIn();
  state.fails = true;
  const results = await Promise.allSettled([get(), get(), get()]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(state.signIns).toHaveLength(1);
});

test("a refused token is replaced once, however many visits it was refused to", async () => {
  const { state, token, get } = await signingIn();
  const refused = await get();
  token.refused(refused);
  const first = get();
  token.refused(refused);
  expect(await Promise.all([first, get()])).toEqual(["token-2", "token-2"]);
  token.refused(refused);
  expect(await get()).toBe("token-2");
  expect(state.signIns).toHaveLength(2);
});

test("when the visit that signs in is cut off, one that waited for it signs in for the rest", async () => {
  const { state, get } = await signingIn();
  const cutOff = new AbortController();
  state.holds = 1;
  state.onHeld = () => cutOff.abort(new Error("cut off"));
  const results = await Promise.allSettled([get(cutOff.signal), get(), get()]);
  expect(results).toMatchObject([{ status: "rejected" }, { value: "token-2" }, { value: "token-2" }]);
  expect(state.signIns).toHaveLength(2);
});

test("a visit waits for another's sign-in no longer than it may", async () => {
  const { state, get } = await signingIn();
  const [first, second] = [new AbortController(), new AbortController()];
  state.holds = 1;
  state.onHeld = () => second.abort(new Error("cut off"));
  const signingInStill = get(first.signal);
  await expect(get(second.signal)).rejects.toThrow("waiting for a token: cut off");
  first.abort(new Error("the end"));
  await expect(signingInStill).rejects.toThrow("the end");
});

test("a wrong secret is told without repeating it", async () => {
  const origin = await serve((request, response) => request.pipe(response.writeHead(401)));
  await expect(getBy(createAccessToken(credentials), origin)).rejects.toThrow(
    /^POST \/auth answered 401 Unauthorized$/,
  );
});

test.each(["{}", '{"access_token":"a\\r\\nb","expires_in":9}', '{"access_token":"a","expires_in":0}'])(
  "%s is no token",
  async (body) => {
    const origin = await serve((_, response) => response.end(body));
    const got = getBy(createAccessToken(credentials), origin);
    await expect(got).rejects.toThrow("POST /auth answered something else than a token");
  },
);
