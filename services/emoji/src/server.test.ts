import { catalogue } from "@emojivoto/proto/catalogue";
import { EmojiServiceDefinition } from "@emojivoto/proto/emoji";
import { createGrpcClient } from "@emojivoto/shared/grpc/client/create-grpc-client.ts";
import { within } from "@emojivoto/shared/grpc/testing/within.ts";
import { createHealth } from "@emojivoto/shared/lifecycle/health.ts";
import { createLogger } from "@emojivoto/shared/log/create-logger.ts";
import { createMetrics } from "@emojivoto/shared/telemetry/metrics/create-metrics.ts";
import { expect, onTestFinished, test } from "vitest";
import { createEmojiServer } from "./server.ts";

async function startEmoji(failureRate = 0) {
  const server = createEmojiServer({
    catalogue,
    failureRate,
    log: createLogger("emoji", "silent"),
    health: createHealth(),
    metrics: createMetrics(),
    authenticate: () => undefined,
  });
  const client = createGrpcClient(EmojiServiceDefinition, `127.0.0.1:${await server.listen("127.0.0.1", 0)}`);
  onTestFinished(async () => {
    client.close();
    await server.drain();
  });
  return client;
}

test("the list is the catalogue's listed emoji in its order", async () => {
  const { list } = await (await startEmoji()).listAll({}, within(5_000));
  const listed = catalogue.filter((entry) => entry.listed);
  expect(list).toEqual(listed.map(({ shortcode, unicode }) => ({ shortcode, unicode })));
});

test("an emoji is found by its shortcode", async () => {
  const client = await startEmoji();
  const found = await client.findByShortcode({ Shortcode: ":joy:" }, within(5_000));
  expect(found.Emoji).toEqual({ shortcode: ":joy:", unicode: "😂" });
});

test.each([":nope:", ":relaxed:", "joy", "__proto__"])("`%s` is answered with no emoji", async (shortcode) => {
  const client = await startEmoji();
  expect((await client.findByShortcode({ Shortcode: shortcode }, within(5_000))).Emoji).toBeUndefined();
});

test("an empty shortcode is INVALID_ARGUMENT that names the field", async () => {
  const client = await startEmoji();
  await expect(client.findByShortcode({ Shortcode: "" }, within(5_000))).rejects.toMatchObject({
    message: expect.stringContaining("`Shortcode`"),
    entry: { status: "INVALID_ARGUMENT" },
  });
});

test("the share of the calls that is to fail does, with a status that callers do not send again", async () => {
  const failure = { entry: { status: "INTERNAL" }, message: expect.stringContaining("EMOJI_FAILURE_RATE") };
  const failing = await startEmoji(1);
  await expect(failing.listAll({}, within(5_000))).rejects.toMatchObject(failure);
  await expect(failing.findByShortcode({ Shortcode: ":joy:" }, within(5_000))).rejects.toMatchObject(failure);
  const wavering = await startEmoji(0.5);
  const calls = await Promise.allSettled(Array.from({ length: 200 }, () => wavering.listAll({}, within(5_000))));
  const failed = calls.filter(({ status }) => status === "rejected").length;
  // Outside of these once in 10^12 runs.
  expect(failed).toBeGreaterThan(50);
  expect(failed).toBeLessThan(150);
});
