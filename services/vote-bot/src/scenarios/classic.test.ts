import { expect, test } from "vitest";
import { serve } from "../testing/serve.ts";
import { createWebClient } from "../web/create-web-client.ts";
import { classic } from "./classic.ts";

const visitor = {
  signal: new AbortController().signal,
  choose: (shortcodes: readonly string[]) => shortcodes[0] ?? "",
};

const visitTo = async (status: number, body: string) => {
  const lines: string[] = [];
  const origin = await serve((request, response) => {
    lines.push(`${request.method} ${request.url}`);
    response.writeHead(status).end(body);
  });
  return { lines, vote: classic(createWebClient(origin, ""))(visitor) };
};

test("an emoji's name is written into the URL as upstream does, and cannot break it", async () => {
  const { lines, vote } = await visitTo(200, '[{"shortcode":":+1:","unicode":"👍"}]');
  expect(await vote).toMatchObject({ request: "GET /api/vote", status: 200 });
  expect(lines).toEqual(["GET /api/list", "GET /api/vote?choice=:%2B1:"]);
});

test.each(["<html>", "[]", "null", '[{"shortcode":":joy:\\n✔ forged"}]', '[{"name":"joy"}]'])(
  "the answer %s is no list of emoji, and nothing is voted for",
  async (body) => {
    const { lines, vote } = await visitTo(200, body);
    await expect(vote).rejects.toThrow("GET /api/list answered something else than a list of emoji");
    expect(lines).toEqual(["GET /api/list"]);
  },
);

test("a list that web refuses ends the visit with its status", async () => {
  const { vote } = await visitTo(503, "");
  await expect(vote).rejects.toMatchObject({
    message: "GET /api/list answered 503 Service Unavailable",
    status: 503,
    isConnected: true,
  });
});
