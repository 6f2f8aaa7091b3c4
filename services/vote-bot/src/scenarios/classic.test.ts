import { expect, test } from "vitest";
import { follow } from "../testing/follow.ts";
import { serve } from "../testing/serve.ts";
import { classic } from "./classic.ts";

const visitTo = async (status: number, body: string) => {
  const lines: string[] = [];
  const origin = await serve((request, response) => {
    lines.push(`${request.method} ${request.url}`);
    response.writeHead(status).end(body);
  });
  return { lines, ...(await follow(classic, origin)) };
};

test("an emoji's name is written into the URL as upstream does, and cannot break it", async () => {
  const { lines, visit, requests } = await visitTo(200, '[{"shortcode":":+1:","unicode":"👍"}]');
  expect(visit).toMatchObject({ outcome: "ok", status: 200, choice: ":+1:" });
  expect(lines).toEqual(["GET /api/list", "GET /api/vote?choice=:%2B1:"]);
  expect(requests.map(({ route }) => route)).toEqual(classic.routes);
});

test.each(["<html>", "[]", "null", '[{"shortcode":":joy:\\n✔ forged"}]', '[{"name":"joy"}]'])(
  "the answer %s is no list of emoji, and nothing is voted for",
  async (body) => {
    const { lines, visit, requests } = await visitTo(200, body);
    expect(visit.reason).toBe("GET /api/list answered something else than a list of emoji");
    expect(requests).toMatchObject([{ outcome: "error", errorType: "unexpected_answer", status: 200 }]);
    expect(lines).toEqual(["GET /api/list"]);
  },
);

test("a list that web refuses ends the visit with its status", async () => {
  const { visit } = await visitTo(503, "");
  expect(visit).toMatchObject({
    outcome: "error",
    reason: "GET /api/list answered 503 Service Unavailable",
    status: 503,
    isConnected: true,
  });
});

test("the doughnut's failure is expected, another emoji's is not", async () => {
  const origin = await serve(({ url }, response) => {
    const isVote = url?.startsWith("/api/vote") === true;
    response.writeHead(isVote ? 500 : 200).end('[{"shortcode":":joy:"}]');
  });
  const outcomeOf = async (doughnutShare: number) => (await follow(classic, origin, { doughnutShare })).visit.outcome;
  expect([await outcomeOf(1), await outcomeOf(0)]).toEqual(["expected", "error"]);
});
