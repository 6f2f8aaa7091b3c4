import { once } from "node:events";
import { expect, test } from "vitest";
import { errors } from "../../errors/errors.ts";
import { allOf } from "../testing/all-of.ts";
import { startEcho } from "../testing/echo-service.ts";
import { within } from "../testing/within.ts";

test("the responses arrive in order and end", async () => {
  const { client } = await startEcho({});
  await expect(allOf(client.spell("abc", within(5_000)))).resolves.toEqual(["a", "b", "c"]);
});

test("an error after some responses arrives after them, with its status, code and text", async () => {
  const { client } = await startEcho({
    async *spell(word) {
      yield word;
      throw errors.invalidArgument("word", "a long one", word);
    },
  });
  const received: string[] = [];
  const reading = (async () => {
    for await (const part of client.spell("a", within(5_000))) received.push(part);
  })();
  await expect(reading).rejects.toMatchObject({
    message: "Expected `word` to be a long one, got a",
    entry: { code: "invalid_argument", status: "INVALID_ARGUMENT" },
  });
  expect(received).toEqual(["a"]);
});

test("a caller that leaves its loop ends the handler, whose clean-up runs", async () => {
  const { promise: cleanedUp, resolve } = Promise.withResolvers<unknown>();
  const { client } = await startEcho({
    async *spell(word, { signal }) {
      try {
        for (;;) yield word;
      } finally {
        resolve(signal.reason);
      }
    },
  });
  for await (const part of client.spell("a", within(5_000))) if (part === "a") break;
  await expect(cleanedUp).resolves.toMatchObject({ name: "AbortError" });
});

test("a handler that waits is ended by the deadline", async () => {
  const { promise: cleanedUp, resolve } = Promise.withResolvers<unknown>();
  const { client, log } = await startEcho({
    async *spell(word, { signal }) {
      yield word;
      await once(signal, "abort");
      resolve(signal.reason);
    },
  });
  const reading = allOf(client.spell("a", within(200)));
  await expect(reading).rejects.toMatchObject({ entry: { status: "DEADLINE_EXCEEDED" } });
  await expect(cleanedUp).resolves.toMatchObject({ name: "TimeoutError" });
  const [line] = await log.until(1);
  expect(line).toMatchObject({ status: "DEADLINE_EXCEEDED", received: 1, sent: 1 });
});

test("the handler is pulled no faster than the caller reads", async () => {
  let made = 0;
  const { client } = await startEcho({
    async *spell() {
      for (; made < 5_000; made++) yield "x".repeat(8_000);
    },
  });
  let read = 0;
  for await (const _ of client.spell("x", within(5_000))) if (++read === 50) break;
  expect(made).toBeLessThan(500);
});

test("one line tells of a stream at its end, with its messages", async () => {
  const { client, log } = await startEcho({});
  await allOf(client.spell("abc", within(5_000)));
  expect(log.items).toMatchObject([{ rpc: "test.v1.EchoService/Spell", status: "OK", received: 1, sent: 3 }]);
});

test("a token is verified before the stream begins", async () => {
  let began = false;
  const { client } = await startEcho(
    {
      async *spell(word) {
        began = true;
        yield word;
      },
    },
    {
      authenticate: () => {
        throw errors.tokenRequired();
      },
    },
  );
  const reading = allOf(client.spell("a", within(5_000)));
  await expect(reading).rejects.toMatchObject({ entry: { status: "UNAUTHENTICATED", code: "token_required" } });
  expect(began).toBe(false);
});
