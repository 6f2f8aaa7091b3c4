import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { slowTests } from "../support/slow-tests.ts";
import { spawnService, startService } from "../support/start-service.ts";
import { startStandInWeb } from "./stand-in-web.ts";

/** A port where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

test("an endless run tells once that web is gone, once that it is back, and visits again", async () => {
  const port = await closedPort();
  const bot = await startService("vote-bot", { WEB_HOST: `127.0.0.1:${port}`, REQUEST_RATE: "50" });
  await bot.line(/cannot reach web/);
  const web = await startStandInWeb({ port });
  await bot.line(/is back/);
  await bot.line(/^✔ Voting for/);
  expect(await bot.stop()).toBe(0);
  const told = bot.lines
    .filter((line) => /^\{.*(?:reach|back|failed|refused)/.test(line))
    .map((line) => JSON.parse(line).msg);
  expect(told).toEqual([
    `cannot reach web at http://${web.address}: connection refused; trying again`,
    expect.stringMatching(/^web at http:\/\/127\.0\.0\.1:\d+ is back after \d+\.\d s$/),
  ]);
});

test.skipIf(!slowTests)(
  "(SLOW_TESTS=on) a run with an end keeps its schedule while nothing answers, counts every failure and exits with 69",
  async () => {
    const env = { WEB_HOST: `127.0.0.1:${await closedPort()}`, TTL: "500ms", REQUEST_RATE: "20" };
    const bot = spawnService("vote-bot", env);
    expect(await bot.ended).toBe(69);
    const output = bot.lines.join("\n");
    expect(output).toContain('"completed":10,"ok":0,"expected":0,"error":10,"timeout":0,"aborted":0}');
    expect(bot.lines.filter((line) => line.includes("the visit failed: connection refused"))).toHaveLength(10);
    expect(output).toContain("no visit ever connected");
  },
);

test.skipIf(!slowTests)(
  "(SLOW_TESTS=on) visits keep their rate while web does not answer, and are cut off at their timeout",
  async () => {
    const web = await startStandInWeb({ instead: () => true });
    const env = { WEB_HOST: web.address, TTL: "250ms", REQUEST_RATE: "80", REQUEST_TIMEOUT: "1s", MAX_IN_FLIGHT: "15" };
    const bot = spawnService("vote-bot", env);
    expect(await bot.ended).toBe(0);
    expect(web.requests).toHaveLength(15);
    expect(bot.lines.join("\n")).toContain(
      '"planned":20,"started":15,"dropped":5,"completed":15,"ok":0,"expected":0,"error":0,"timeout":15,"aborted":0}',
    );
    expect(bot.lines.join("\n")).toContain("GET /api/list: no answer within 1 s");
  },
);
