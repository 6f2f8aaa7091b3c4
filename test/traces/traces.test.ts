import { afterAll, beforeAll, expect, test } from "vitest";
import { createOtlpReceiver } from "../support/otlp-receiver.ts";
import { renderTrace } from "../support/render-trace.ts";
import { startStack } from "../support/start-stack.ts";
import { expectNoOtherSpans, remoteParent, requestTraces } from "./request-traces.ts";
import type { TracedRun } from "./traced-run.ts";
import { visitTraces } from "./visit-traces.ts";

// One set of services for all of these: starting one for each takes longer than the tests.
const run = { bots: [] } as Partial<TracedRun> as TracedRun;

const wrongSecret = "s3cret-that-is-wrong";

beforeAll(async () => {
  run.receiver = await createOtlpReceiver();
  run.stack = await startStack({ env: { ...run.receiver.env, LOG_LEVEL: "trace" } });
  run.token = await run.stack.signIn();
});

afterAll(async () => {
  await run.stack.stop();
  await run.receiver.close();
});

requestTraces(run);
visitTraces(run);

test("a secret may be sent in every wrong place", async () => {
  const { stack, token } = run;
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const statusOf = async (path: string, init: RequestInit) => (await fetch(stack.url + path, init)).status;
  const post = (path: string, body: string | URLSearchParams, extra: Record<string, string> = {}) =>
    statusOf(path, { method: "POST", headers: extra, body });
  const form = new URLSearchParams({ app_key: stack.credentials.appKey, app_secret: wrongSecret });
  expect(await post("/auth", form)).toBe(401);
  expect(await post("/auth", `{"app_secret": "${wrongSecret}`, headers)).toBe(400);
  expect(await post("/api/v1/votes", JSON.stringify({ choice: wrongSecret }), headers)).toBe(400);
  expect(await statusOf("/api/v1/emojis", { headers: { authorization: `Bearer ${token}x` } })).toBe(401);
});

test("every trace has one root and no orphan once everything has been exported", async () => {
  await run.stack.stop();
  for (const [, spans] of Map.groupBy(run.receiver.spans, ({ traceId }) => traceId)) {
    const ids = new Set(spans.map(({ spanId }) => spanId));
    const tops = spans.filter(({ parentSpanId }) => !ids.has(parentSpanId));
    expect(renderTrace(tops)).not.toContain("\n");
    expect(["", remoteParent]).toContain(tops[0]?.parentSpanId);
  }
  expectNoOtherSpans(run);
});

test("no token, secret or key is in any log line or span", () => {
  const { stack, bots, receiver, token } = run;
  const { appSecret, privateKey } = stack.credentials;
  const lines = [stack.web, stack.emoji, stack.voting, ...bots].flatMap((service) => service.lines);
  const spans = JSON.stringify(receiver.spans, (_key, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
  expect(lines.length).toBeGreaterThan(50);
  expect(receiver.spans.length).toBeGreaterThan(50);
  for (const secret of [appSecret, wrongSecret, privateKey.split("\n")[1]!, token, ...token.split(".")]) {
    expect([...lines, spans].filter((text) => text.includes(secret))).toEqual([]);
  }
});
