import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stack, startStack } from "../support/start-stack.ts";

let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ webEnv: { MESSAGE_OF_THE_DAY: `<script>alert("1")</script>` } });
});

afterAll(() => stack.stop());

const get = (path: string, init?: RequestInit) => fetch(stack.url + path, init);
const json = async (path: string, init?: RequestInit) => (await get(path, init)).json();
const voteFor = (choice: string, init?: RequestInit) => get(`/api/vote?choice=${choice}`, init);

async function votesOf(shortcode: string): Promise<string | undefined> {
  const board = (await json("/api/leaderboard")) as { shortcode: string; votes: string }[];
  return board.find((standing) => standing.shortcode === shortcode)?.votes;
}

test("the list has every emoji as shortcode and character, and nothing else", async () => {
  const list = (await json("/api/list")) as object[];
  expect(list).toHaveLength(99);
  expect(list[0]).toEqual({ shortcode: ":joy:", unicode: "😂" });
});

test.each(["GET", "POST", "PUT", "DELETE", "PATCH"])(
  "a vote by %s is 200 with an empty body, and counts",
  async (method) => {
    const before = Number((await votesOf(":joy:")) ?? 0);
    const response = await voteFor(":joy:", { method });
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(await votesOf(":joy:")).toBe(String(before + 1));
  },
);

test("a vote by a form counts", async () => {
  const response = await get("/api/vote", { method: "POST", body: new URLSearchParams({ choice: ":taco:" }) });
  expect([response.status, await votesOf(":taco:")]).toEqual([200, "1"]);
});

test("the leaderboard has votes as strings, most first, ties in the list's order, and only emoji with votes", async () => {
  for (const choice of [":fire:", ":ghost:", ":mask:", ":fire:"]) await voteFor(choice);
  const board = (await json("/api/leaderboard")) as { shortcode: string; unicode: string; votes: string }[];
  const ours = board.filter(({ shortcode }) => [":fire:", ":ghost:", ":mask:"].includes(shortcode));
  expect(ours).toEqual([
    { shortcode: ":fire:", unicode: "🔥", votes: "2" },
    { shortcode: ":mask:", unicode: "😷", votes: "1" },
    { shortcode: ":ghost:", unicode: "👻", votes: "1" },
  ]);
  expect(board.some(({ shortcode }) => shortcode === ":pager:")).toBe(false);
});

test.each([
  ["/api/vote", "Expected a `choice`"],
  ["/api/vote?choice=", "Expected a `choice`"],
  ["/api/vote?choice=:nope:", "No emoji is called `:nope:`"],
  ["/api/vote?choice=:relaxed:", "No emoji is called `:relaxed:`"],
  [`/api/vote?choice=${"x".repeat(1_000)}`, `No emoji is called \`${"x".repeat(64)}…\``],
  ["/api/vote?choice=%ff", "No emoji is called"],
])("%s is 400 with an error that says why", async (path, message) => {
  const response = await get(path);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error: expect.stringContaining(message) });
});

test("the doughnut is 500 and does not count", async () => {
  const response = await voteFor(":doughnut:");
  expect([response.status, await response.json()]).toEqual([500, { error: "ERROR" }]);
  expect(await votesOf(":doughnut:")).toBeUndefined();
});

test("an Idempotency-Key makes a repeated vote count once, and belongs to one choice", async () => {
  const headers = { "idempotency-key": "key-1" };
  for (let i = 0; i < 3; i++) expect((await voteFor(":snail:", { headers })).status).toBe(200);
  expect(await votesOf(":snail:")).toBe("1");
  expect((await voteFor(":bacon:", { headers })).status).toBe(400);
});

test.each(["", "x".repeat(256), "a b"])("the Idempotency-Key `%s` is refused", async (key) => {
  const response = await voteFor(":snail:", { headers: { "idempotency-key": key } });
  expect([response.status, await response.json()]).toEqual([
    400,
    { error: expect.stringContaining("Expected `Idempotency-Key`") },
  ]);
});

test("a large form is refused", async () => {
  const response = await get("/api/vote", {
    method: "POST",
    body: new URLSearchParams({ choice: "x".repeat(1_000_000) }),
  });
  expect([response.status, await response.json()]).toEqual([400, { error: "Expected a body of at most 16kb" }]);
});

test.each(["/", "/leaderboard"])(
  "the page %s loads nothing from elsewhere, and escapes the message of the day",
  async (path) => {
    const response = await get(path);
    const html = await response.text();
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(html).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
    expect(html).not.toMatch(/(?:src|href)="(?!\/|data:)/);
    for (const [, asset] of html.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g))
      expect((await get(asset!)).status).toBe(200);
  },
);

test.each(["/nothing", "/static/../main.ts", "/static/%2e%2e/render-page.ts", "/static/", "/%ff"])(
  "%s is 404",
  async (path) => {
    const response = await get(path);
    expect([response.status, await response.json()]).toMatchObject([404, { code: "not_found", status: 404 }]);
  },
);
