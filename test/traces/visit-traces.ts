import { expect, test } from "vitest";
import type { ReceivedSpan } from "../support/otlp-receiver.ts";
import { renderTrace } from "../support/render-trace.ts";
import { startService } from "../support/start-service.ts";
import type { TracedRun } from "./traced-run.ts";

/** Runs vote-bot for one visit and resolves to the visit's trace. */
async function visit(
  { receiver, stack, bots }: TracedRun,
  env: Record<string, string>,
  spanCount: number,
): Promise<readonly ReceivedSpan[]> {
  const seen = new Set(receiver.spans.map(({ traceId }) => traceId));
  const bot = await startService("vote-bot", {
    ...receiver.env,
    WEB_HOST: stack.url,
    TTL: "1",
    REQUEST_RATE: "1",
    DOUGHNUT: "0",
    SEED: "1",
    LOG_LEVEL: "trace",
    ...env,
  });
  bots.push(bot);
  const root = (spans: readonly ReceivedSpan[]) =>
    spans.find((span) => span.name === "visit" && !seen.has(span.traceId));
  const spans = await receiver.until((all) => root(all) !== undefined);
  const trace = await receiver.trace(root(spans)!.traceId, (all) => all.length >= spanCount);
  expect(await bot.stop()).toBe(0);
  return trace;
}

/** The rpc of a vote is named after the emoji, which the seed chose. */
const anyVote = (text: string) => text.replaceAll(/Vote[A-Z]\w+/g, "Vote*");

/** The traces of vote-bot's visits, as trees of text. */
export function visitTraces(run: TracedRun): void {
  test("a classic visit is one trace through all four services", async () => {
    const spans = await visit(run, {}, 12);
    expect(anyVote(renderTrace(spans))).toBe(`vote-bot INTERNAL visit
  vote-bot CLIENT GET 200
    web SERVER GET /api/list 200
      web CLIENT emojivoto.v1.EmojiService/ListAll OK
        emoji SERVER emojivoto.v1.EmojiService/ListAll OK
  vote-bot CLIENT GET 200
    web SERVER GET /api/vote 200
      web CLIENT emojivoto.v1.EmojiService/FindByShortcode OK
        emoji SERVER emojivoto.v1.EmojiService/FindByShortcode OK
      web CLIENT emojivoto.v1.VotingService/Vote* OK
        voting SERVER emojivoto.v1.VotingService/Vote* OK
          voting CLIENT INSERT ballots`);
  });

  test("a doughnut's visit is one trace, and its failure is expected", async () => {
    const spans = await visit(run, { DOUGHNUT: "1" }, 11);
    expect(renderTrace(spans)).toBe(`vote-bot INTERNAL visit
  vote-bot CLIENT GET 200
    web SERVER GET /api/list 200
      web CLIENT emojivoto.v1.EmojiService/ListAll OK
        emoji SERVER emojivoto.v1.EmojiService/ListAll OK
  vote-bot CLIENT GET 500 ERROR
    web SERVER GET /api/vote 500 ERROR
      web CLIENT emojivoto.v1.EmojiService/FindByShortcode OK
        emoji SERVER emojivoto.v1.EmojiService/FindByShortcode OK
      web CLIENT emojivoto.v1.VotingService/VoteDoughnut UNKNOWN ERROR
        voting SERVER emojivoto.v1.VotingService/VoteDoughnut UNKNOWN ERROR`);
  });

  test("a visit by v1 is one trace, signing in included", async () => {
    const { appKey, appSecretFile } = run.stack.credentials;
    const spans = await visit(run, { SCENARIO: "auth", APP_KEY: appKey, APP_SECRET_FILE: appSecretFile }, 12);
    expect(anyVote(renderTrace(spans))).toBe(`vote-bot INTERNAL visit
  vote-bot CLIENT POST 200
    web SERVER POST /auth 200
  vote-bot CLIENT GET 200
    web SERVER GET /api/v1/emojis 200
      web CLIENT emojivoto.v1.EmojiService/ListAll OK
        emoji SERVER emojivoto.v1.EmojiService/ListAll OK
  vote-bot CLIENT POST 201
    web SERVER POST /api/v1/votes 201
      web CLIENT emojivoto.v1.VotingService/Vote* OK
        voting SERVER emojivoto.v1.VotingService/Vote* OK
          voting CLIENT INSERT ballots`);
  });
}
