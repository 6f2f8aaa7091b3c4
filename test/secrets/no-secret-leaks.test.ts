import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createOtlpReceiver } from "../support/otlp-receiver.ts";
import { startService } from "../support/start-service.ts";
import { startStack } from "../support/start-stack.ts";

test("no token, secret or key is in any log line or span, whatever is sent", async () => {
  const receiver = await createOtlpReceiver();
  onTestFinished(() => receiver.close());
  const stack = await startStack({ env: { ...receiver.env, LOG_LEVEL: "trace" } });
  const { appKey, appSecret, folder, privateKeyFile } = stack.credentials;
  const token = await stack.signIn();
  const secretFile = join(folder, "app-secret");
  writeFileSync(secretFile, appSecret);

  const wrongSecret = "s3cret-that-is-wrong";
  const json = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const send = async (path: string, init: RequestInit = {}) =>
    void (await (await fetch(stack.url + path, init)).text());
  await send("/auth", { method: "POST", body: new URLSearchParams({ app_key: appKey, app_secret: wrongSecret }) });
  await send("/auth", { method: "POST", headers: json, body: `{"app_secret": "${wrongSecret}` });
  await send("/api/v1/votes", { method: "POST", headers: json, body: JSON.stringify({ choice: ":joy:" }) });
  await send("/api/v1/votes", { method: "POST", headers: json, body: JSON.stringify({ choice: wrongSecret }) });
  await send("/api/v1/emojis", { headers: { authorization: `Bearer ${token}x` } });
  const bot = await startService("vote-bot", {
    ...receiver.env,
    LOG_LEVEL: "trace",
    WEB_HOST: stack.url,
    SCENARIO: "auth",
    APP_KEY: appKey,
    APP_SECRET_FILE: secretFile,
    REQUEST_RATE: "10",
    TTL: "1",
  });
  await bot.line(/finished|stopping/);
  await bot.stop();
  const privateKey = readFileSync(privateKeyFile, "utf8").split("\n")[1]!;
  await stack.stop();

  const services = [stack.web, stack.emoji, stack.voting, bot];
  const output = [...services.flatMap(({ lines }) => lines), JSON.stringify(receiver.spans, bigintsAsText)].join("\n");
  expect(receiver.spans.some(({ name }) => name === "visit")).toBe(true);
  expect(output.length).toBeGreaterThan(10_000);
  for (const secret of [appSecret, wrongSecret, privateKey, token, ...token.split(".")]) {
    expect(output.includes(secret), `${secret.slice(0, 12)}… is in the output`).toBe(false);
  }
});

const bigintsAsText = (_key: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
