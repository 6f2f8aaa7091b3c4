import { execFile } from "node:child_process";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { expect, test } from "vitest";
import { slowTests } from "../support/slow-tests.ts";
import { startService } from "../support/start-service.ts";
import { startStandInWeb } from "./stand-in-web.ts";

const main = join(import.meta.dirname, "../../services/vote-bot/src/main.ts");

const run = (...args: string[]) =>
  new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [main, ...args], (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });

test("on SIGTERM the visit under way finishes, no other starts, and the exit code is 0", async () => {
  const held: ServerResponse[] = [];
  const web = await startStandInWeb({
    instead: ({ line }, response) => line === "GET /api/list" && held.length === 0 && held.push(response) > 0,
  });
  const bot = await startService("vote-bot", { WEB_HOST: web.address, REQUEST_RATE: "0.01", DOUGHNUT: "0" });
  await web.request(({ line }) => line === "GET /api/list");
  const stopped = bot.stop();
  held[0]?.end('[{"shortcode":":tada:"}]');
  expect(await stopped).toBe(0);
  expect(web.requests.map(({ line }) => line)).toEqual(["GET /api/list", "GET /api/vote?choice=:tada:"]);
  expect(bot.lines).toContain("✔ Voting for :tada:");
});

test("flags that cannot be used are all told, nothing is started, and the exit code is 104", async () => {
  const { code, stdout, stderr } = await run("--rate", "fast", "--speed", "9", "--scenario", "auth");
  expect(code).toBe(104);
  expect(stdout).toBe("");
  expect(stderr.match(/^(?:--rate|--speed|APP_KEY|APP_SECRET_FILE): /gm)).toHaveLength(4);
});

test.skipIf(!slowTests)("(SLOW_TESTS=on) a secret's file that cannot be read ends with 104 as well", async () => {
  const { code, stderr } = await run("--scenario=auth", "--app-key=bot", "--app-secret-file=/no/such/file");
  expect(code).toBe(104);
  expect(stderr).toMatch(/^APP_SECRET_FILE: ENOENT.*\n$/);
});

test("--help tells the flags and exits with 0", async () => {
  const { code, stdout } = await run("run", "--help");
  expect(code).toBe(0);
  expect(stdout).toContain("--rate");
});
