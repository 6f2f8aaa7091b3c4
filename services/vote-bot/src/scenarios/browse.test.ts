import { expect, test } from "vitest";
import { follow } from "../testing/follow.ts";
import { serve } from "../testing/serve.ts";
import { browse } from "./browse.ts";
import type { Scenario } from "./scenario.ts";

const answers: Record<string, [type: string, body: string]> = {
  "/": ["text/html; charset=utf-8", "<!doctype html>"],
  "/api/list": ["application/json", '[{"shortcode":":joy:"},{"shortcode":":tada:"},{"shortcode":":ghost:"}]'],
  "/api/vote": ["application/json", ""],
  "/api/leaderboard": ["application/json", '[{"shortcode":":joy:","votes":"10"},{"shortcode":":tada:","votes":"9"}]'],
};

/** Web with other answers to some paths; `lines` are what it was asked, without the choice. */
const webWith = async (other: typeof answers = {}) => {
  const lines: string[] = [];
  const origin = await serve((request, response) => {
    const path = request.url?.split("?", 1)[0] ?? "";
    lines.push(`${request.method} ${path}`);
    const [type, body] = { ...answers, ...other }[path] ?? ["text/plain", ""];
    response.writeHead(200, { "content-type": type }).end(body);
  });
  return { origin, lines };
};

/** The scenario, whose thinking is only written down. */
const thinking = (thoughtsMs: number[]): Scenario => ({
  ...browse,
  visit: (visitor) => {
    const think = async (purpose: string, minMs: number, maxMs: number) => {
      thoughtsMs.push(minMs + visitor.draw(purpose) * (maxMs - minMs));
    };
    return browse.visit({ ...visitor, think });
  },
});

test("a visit is page, list, a look, vote and leaderboard", async () => {
  const { origin, lines } = await webWith();
  const thoughtsMs: number[] = [];
  const { visit, requests } = await follow(thinking(thoughtsMs), origin);
  expect(visit.outcome).toBe("ok");
  expect(lines).toEqual(["GET /", "GET /api/list", "GET /api/vote", "GET /api/leaderboard"]);
  expect(requests.map(({ route }) => route)).toEqual(browse.routes);
});

test("a visit's number and the seed decide what it chooses and how long it looks, whatever the others do", async () => {
  const { origin } = await webWith();
  const visits = async (numbers: number[], seed: string) => {
    const made = numbers.map(async (number) => {
      const thoughtsMs: number[] = [];
      const { choices } = await follow(thinking(thoughtsMs), origin, { number, seed, doughnutShare: 0.15 });
      return [number, { choices, thoughtsMs }] as const;
    });
    return new Map(await Promise.all(made));
  };
  const first = await visits([1, 2, 3, 4, 5, 6], "a");
  expect(await visits([6, 4, 5, 3, 2, 1], "a")).toEqual(first);
  expect(await visits([1, 2, 3, 4, 5, 6], "b")).not.toEqual(first);
  const thoughtsMs = [...first.values()].flatMap((visit) => visit.thoughtsMs);
  expect(new Set(thoughtsMs).size).toBe(6);
  for (const thoughtMs of thoughtsMs) {
    expect(thoughtMs).toBeGreaterThanOrEqual(500);
    expect(thoughtMs).toBeLessThan(2_000);
  }
});

test.each([
  ["/", "something else than a page", "{}"],
  ["/api/leaderboard", "something else than a leaderboard", '[{"shortcode":":joy:","votes":7}]'],
  [
    "/api/leaderboard",
    "something else than a leaderboard",
    '[{"shortcode":":a:","votes":"9"},{"shortcode":":b:","votes":"10"}]',
  ],
])("GET %s that answers %s is an error of that request", async (path, what, body) => {
  const { origin } = await webWith({ [path]: ["application/json", body] });
  const { visit, requests } = await follow(thinking([]), origin);
  expect(visit.reason).toBe(`GET ${path} answered ${what}`);
  expect(requests.at(-1)).toMatchObject({ route: path, errorType: "unexpected_answer" });
});
