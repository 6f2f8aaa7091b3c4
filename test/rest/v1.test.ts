import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { within } from "@emojivoto/shared/grpc/testing/within.ts";
import jwt from "jsonwebtoken";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stack, startStack } from "../support/start-stack.ts";

let stack: Stack;
let token: string;

beforeAll(async () => {
  stack = await startStack({
    webEnv: { LEGACY_API: "off", AUTH_MODE: "required" },
    votingEnv: { AUTH_MODE: "required" },
  });
  token = await stack.signIn();
});

afterAll(() => stack.stop());

type Answer = { status: number; body: Record<string, unknown>; headers: Headers };

async function send(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(stack.url + path, init);
  const text = await response.text();
  const body = text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : { text };
  expect(text).not.toMatch(/\n\s+at |node_modules|\.ts:/);
  return { status: response.status, body, headers: response.headers };
}

const authorized = (headers: Record<string, string> = {}) => ({ authorization: `Bearer ${token}`, ...headers });
const get = (path: string, headers = authorized()) => send(path, { headers });

function vote(body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return send("/api/v1/votes", {
    method: "POST",
    headers: authorized({ "content-type": "application/json", ...headers }),
    body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
}

function problem(status: number, code: string, detail: unknown = expect.any(String)) {
  return {
    status,
    body: {
      type: "about:blank",
      title: expect.any(String),
      status,
      code,
      detail,
      trace_id: expect.stringMatching(/^[\da-f]{32}$/),
    },
  };
}

test("signing in answers a bearer token for the configured lifetime, not to be stored", async () => {
  const { appKey: app_key, appSecret: app_secret } = stack.credentials;
  const { status, body, headers } = await send("/auth", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ app_key, app_secret }),
  });
  expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
  expect(body).toEqual({ access_token: expect.any(String), token_type: "Bearer", expires_in: 7_200 });
  const { header, payload } = jwt.decode(body["access_token"] as string, { complete: true })!;
  expect(header).toEqual({ alg: "ES256", typ: "JWT", kid: expect.any(String) });
  expect(payload).toMatchObject({ iss: "emojivoto", aud: "emojivoto", sub: app_key, jti: expect.any(String) });
});

test.each([
  [{ app_key: "app_test", app_secret: "wrong" }, 401, "invalid_credentials"],
  [{ app_key: "nobody", app_secret: "wrong" }, 401, "invalid_credentials"],
  [{ app_key: "app_test" }, 400, "invalid_argument"],
  [{ app_key: ["app_test"], app_secret: "x" }, 400, "invalid_argument"],
  [[], 400, "invalid_argument"],
])("signing in with %j is %d %s", async (credentials, status, code) => {
  const headers = { "content-type": "application/json" };
  const answer = await send("/auth", { method: "POST", headers, body: JSON.stringify(credentials) });
  expect(answer).toMatchObject(problem(status, code));
});

test("the emoji are listed with a strong ETag, and 304 when nothing changed", async () => {
  const { status, body, headers } = await get("/api/v1/emojis");
  expect([status, (body["emojis"] as object[])[0]]).toEqual([200, { shortcode: ":joy:", unicode: "😂" }]);
  const etag = headers.get("etag")!;
  expect(etag).toMatch(/^"/);
  // fetch() adds `no-cache`, which asks for a whole answer, where no cache-control is given.
  const conditional = authorized({ "if-none-match": etag, "cache-control": "max-age=0" });
  expect((await get("/api/v1/emojis", conditional)).status).toBe(304);
});

test("one emoji is found by its shortcode, and an unknown one is 404", async () => {
  expect((await get("/api/v1/emojis/:joy:")).body).toEqual({ shortcode: ":joy:", unicode: "😂" });
  expect(await get("/api/v1/emojis/:nope:")).toMatchObject(problem(404, "unknown_emoji"));
  expect(await get("/api/v1/emojis/%ff")).toMatchObject(problem(400, "malformed_url"));
});

test("a vote is 201 with its id, the emoji's total and the trace", async () => {
  const { status, body } = await vote({ choice: ":rocket:" });
  expect([status, body]).toEqual([
    201,
    { id: expect.any(String), choice: ":rocket:", total: 1, trace_id: expect.stringMatching(/^[\da-f]{32}$/) },
  ]);
});

test("a repeated Idempotency-Key answers the same, says so, and counts once", async () => {
  const headers = { "idempotency-key": randomUUID() };
  const first = await vote({ choice: ":star2:" }, headers);
  await vote({ choice: ":star2:" });
  const second = await vote({ choice: ":star2:" }, headers);
  expect(first.headers.get("idempotency-replayed")).toBeNull();
  expect(second.headers.get("idempotency-replayed")).toBe("true");
  const { trace_id: firstTrace, ...firstBody } = first.body;
  const { trace_id: secondTrace, ...secondBody } = second.body;
  expect(secondBody).toEqual(firstBody);
  expect(secondTrace).not.toBe(firstTrace);
});

test("an Idempotency-Key used for another choice is 422", async () => {
  const headers = { "idempotency-key": randomUUID() };
  await vote({ choice: ":star2:" }, headers);
  expect(await vote({ choice: ":fax:" }, headers)).toMatchObject(problem(422, "idempotency_key_reused"));
});

test("the leaderboard ranks by votes", async () => {
  for (let i = 0; i < 5; i++) await vote({ choice: ":trophy:" });
  const { leaderboard } = (await get("/api/v1/leaderboard")).body as { leaderboard: object[] };
  expect(leaderboard[0]).toEqual({ rank: 1, shortcode: ":trophy:", unicode: "🏆", votes: 5 });
});

test("the doughnut is 500 with a problem", async () => {
  expect(await vote({ choice: ":doughnut:" })).toMatchObject(
    problem(500, expect.any(String) as unknown as string, "ERROR"),
  );
});

test("who I am is read from the token", async () => {
  expect((await get("/api/v1/me")).body).toEqual({
    subject: stack.credentials.appKey,
    scopes: ["emojis:read", "votes:write", "leaderboard:read"],
    expires_at: expect.stringMatching(/^\d{4}-.*Z$/),
  });
});

test.each<[string, unknown, Record<string, string>, number, string]>([
  ["an unknown emoji", { choice: ":nope:" }, {}, 400, "unknown_emoji"],
  ["an unlisted emoji", { choice: ":relaxed:" }, {}, 400, "unknown_emoji"],
  ["no choice", {}, {}, 400, "invalid_argument"],
  ["an empty choice", { choice: "" }, {}, 400, "invalid_argument"],
  ["a number as choice", { choice: 7 }, {}, 400, "invalid_argument"],
  ["an array", [":joy:"], {}, 400, "invalid_argument"],
  ["malformed JSON", `{"choice":`, {}, 400, "malformed_json"],
  ["a JSON string", `"joy"`, {}, 400, "malformed_json"],
  ["bytes that are not UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), {}, 400, "malformed_json"],
  ["an empty body", "", {}, 400, "invalid_argument"],
  ["1 MB", JSON.stringify({ choice: "x".repeat(1_000_000) }), {}, 413, "body_too_large"],
  ["XML", "<vote/>", { "content-type": "application/xml" }, 415, "unsupported_media_type"],
  [
    "UTF-16",
    `{"choice":":joy:"}`,
    { "content-type": "application/json; charset=utf-16" },
    415,
    "unsupported_media_type",
  ],
  ["gzip", `{"choice":":joy:"}`, { "content-encoding": "gzip" }, 415, "unsupported_media_type"],
  ["a bad Idempotency-Key", { choice: ":joy:" }, { "idempotency-key": "a b" }, 400, "invalid_argument"],
])("a vote with %s is refused", async (_, body, headers, status, code) => {
  expect(await vote(body, headers)).toMatchObject(problem(status, code));
});

function forged(header: object, key: string): string {
  const payload = { ...(jwt.decode(token) as object), sub: "forger" };
  const text = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${text}.${key === "" ? "" : createHmac("sha256", key).update(text).digest("base64url")}`;
}

function signed(options: jwt.SignOptions, claims: object = {}): string {
  const { header, payload } = jwt.decode(token, { complete: true })!;
  const { iss, aud, sub, scope } = payload as jwt.JwtPayload;
  const key = stack.credentials.privateKey;
  const given = { jti: "1", iss, aud, sub, scope: String(scope), ...claims };
  return jwt.sign(given, key, { algorithm: "ES256", keyid: header.kid!, notBefore: 0, expiresIn: 60, ...options });
}

test.each<[string, () => string | undefined, string, string | undefined]>([
  ["no token", () => undefined, "token_required", undefined],
  ["another scheme", () => "Basic YTpi", "token_required", undefined],
  ["no JWT", () => "Bearer abc", "invalid_token", "invalid_token"],
  ["the algorithm none", () => `Bearer ${forged({ alg: "none", kid: kidOf() }, "")}`, "invalid_token", "invalid_token"],
  ["HS256 with the public key", () => `Bearer ${hs256WithPublicKey()}`, "invalid_token", "invalid_token"],
  ["an expired token", () => `Bearer ${signed({ expiresIn: -60 })}`, "invalid_token", "invalid_token"],
  ["a token not yet valid", () => `Bearer ${signed({ notBefore: 60 })}`, "invalid_token", "invalid_token"],
  ["another audience", () => `Bearer ${signed({}, { aud: "other" })}`, "invalid_token", "invalid_token"],
])("%s is 401 with the right challenge", async (_, authorization, code, challenge) => {
  const value = authorization();
  const answer = await get(
    "/api/v1/emojis",
    value === undefined ? ({} as ReturnType<typeof authorized>) : { authorization: value },
  );
  expect(answer).toMatchObject(problem(401, code));
  const header = answer.headers.get("www-authenticate")!;
  expect(header).toMatch(/^Bearer realm="emojivoto"/);
  expect(/error="([^"]+)"/.exec(header)?.[1]).toBe(challenge);
});

const kidOf = () => jwt.decode(token, { complete: true })!.header.kid;
const hs256WithPublicKey = () =>
  forged({ alg: "HS256", kid: kidOf() }, readFileSync(stack.credentials.publicKeyFile, "utf8"));

test("a token without the scope is 403", async () => {
  const authorization = `Bearer ${signed({}, { scope: "emojis:read" })}`;
  const answer = await send("/api/v1/leaderboard", { headers: { authorization } });
  expect(answer).toMatchObject(problem(403, "insufficient_scope"));
  expect(answer.headers.get("www-authenticate")).toContain(`error="insufficient_scope"`);
});

test.each([
  ["DELETE", "/api/v1/votes", "POST"],
  ["POST", "/api/v1/emojis", "GET"],
  ["PUT", "/auth", "GET, POST"],
])("%s %s is 405 with the methods that it takes", async (method, path, allowed) => {
  const answer = await send(path, { method, headers: authorized() });
  expect(answer).toMatchObject(problem(405, "method_not_allowed"));
  expect(answer.headers.get("allow")).toBe(allowed);
});

test("with the open routes off they are 404 and the page offers to sign in", async () => {
  expect((await send("/api/list")).status).toBe(404);
  expect((await send("/")).body["text"]).toContain(`<form id="sign-in"`);
});

test("the backends verify the token again: voting refuses a call without one", async () => {
  const call = stack.voting.line(/"status":"UNAUTHENTICATED"/);
  const { createGrpcClient } = await import("@emojivoto/shared/grpc/client/create-grpc-client.ts");
  const { VotingServiceDefinition } = await import("@emojivoto/proto/voting");
  const client = createGrpcClient(VotingServiceDefinition, `127.0.0.1:${stack.voting.ports["grpc"]}`);
  await expect(client.voteJoy({ ballotId: "" }, within(5_000))).rejects.toMatchObject({
    entry: { code: "token_required" },
  });
  client.close();
  expect(await call).toContain("token_required");
});
