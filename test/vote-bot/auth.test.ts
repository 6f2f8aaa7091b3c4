import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { createOtlpReceiver } from "../support/otlp-receiver.ts";
import { spawnService, startService } from "../support/start-service.ts";
import { app, startStandInWeb, type SeenRequest, type StandInWeb } from "./stand-in-web.ts";
import { slowTests } from "../support/slow-tests.ts";

function signingIn(web: StandInWeb): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "vote-bot-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "secret"), `${app.secret}\n`);
  return {
    WEB_HOST: web.address,
    SCENARIO: "auth",
    APP_KEY: app.key,
    APP_SECRET_FILE: join(folder, "secret"),
    DOUGHNUT: "0",
  };
}

const traceOf = ({ headers }: SeenRequest) => String(headers["traceparent"]).split("-")[1];

const isSignIn = ({ line }: SeenRequest) => line === "POST /auth";

test("visits share one token, fetched in the trace of the first, and neither it nor the secret is to be seen", async () => {
  const [web, receiver] = await Promise.all([startStandInWeb(), createOtlpReceiver()]);
  const env = { ...receiver.env, ...signingIn(web), TTL: "300ms", REQUEST_RATE: "10", VISIT_LINES: "detail" };
  const bot = spawnService("vote-bot", { ...env, LOG_LEVEL: "trace" });
  expect(await bot.ended).toBe(0);

  const visit = ["GET /api/v1/emojis", "POST /api/v1/votes"];
  expect(web.requests.map(({ line }) => line).toSorted()).toEqual(
    ["POST /auth", ...visit, ...visit, ...visit].toSorted(),
  );
  const first = web.requests.filter((request) => traceOf(request) === traceOf(web.requests[0] ?? request));
  expect(first.map(({ line }) => line)).toEqual(["POST /auth", ...visit]);
  expect(JSON.parse(first[0]?.body ?? "")).toEqual({ app_key: app.key, app_secret: app.secret });
  expect(first[0]?.headers).toMatchObject({ "content-type": "application/json" });
  expect(first[2]?.headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(JSON.parse(first[2]?.body ?? "").choice).toMatch(/^:(?:joy|tada):$/);

  const token = first[2]?.headers.authorization?.replace("Bearer ", "") ?? "";
  expect(token).toMatch(/^token\./);
  const seen = [...bot.lines, inspect(receiver.spans, { depth: null }), ...web.requests.map(({ line }) => line)].join(
    "\n",
  );
  expect(seen).toContain("/api/v1/votes");
  expect(seen).not.toContain(app.secret);
  expect(seen).not.toContain(token);
  await receiver.close();
});

test.skipIf(!slowTests)(
  "(SLOW_TESTS=on) a refused token is replaced by one sign-in, and the visit goes on",
  async () => {
    const web = await startStandInWeb();
    const bot = await startService("vote-bot", { ...signingIn(web), REQUEST_RATE: "50" });
    await web.request(({ line }) => line === "POST /api/v1/votes");
    const before = web.requests.length;
    web.refuseTokens();
    await web.request((request) => isSignIn(request) && web.requests.indexOf(request) >= before);
    const votes = web.requests.filter(({ line }) => line === "POST /api/v1/votes").length;
    await web.request((request) => web.requests.filter(({ line }) => line === request.line).length > votes + 2);
    expect(await bot.stop()).toBe(0);
    expect(web.requests.filter(isSignIn)).toHaveLength(2);
    expect(bot.lines.filter((line) => line.includes("the visit failed"))).toEqual([]);
  },
);
