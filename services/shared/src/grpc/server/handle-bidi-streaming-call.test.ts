import { expect, test } from "vitest";
import { allOf } from "../testing/all-of.ts";
import { startEcho } from "../testing/echo-service.ts";
import { of } from "../testing/of.ts";
import { within } from "../testing/within.ts";

async function* unending() {
  for (;;) yield "a";
}

test("each message may wait for the answer to the one before", async () => {
  const { client, log } = await startEcho({});
  const answers: string[] = [];
  let answered = Promise.withResolvers<void>();
  async function* lines() {
    for (const line of ["a", "b", "c"]) {
      yield line;
      await answered.promise;
      answered = Promise.withResolvers<void>();
    }
  }
  for await (const answer of client.chat(lines(), within(5_000))) {
    answers.push(answer);
    answered.resolve();
  }
  expect(answers).toEqual(["A", "B", "C"]);
  expect(log.items).toMatchObject([{ rpc: "test.v1.EchoService/Chat", status: "OK", received: 3, sent: 3 }]);
});

test("a caller that reads slowly slows the handler, and that the caller's own requests", async () => {
  let made = 0;
  async function* many() {
    for (; made < 5_000; made++) yield "x".repeat(8_000);
  }
  const { client } = await startEcho({});
  let read = 0;
  for await (const _ of client.chat(many(), within(10_000))) if (++read === 50) break;
  expect(made).toBeLessThan(1_000);
});

test("a caller that leaves its loop ends the handler and its own requests", async () => {
  const ended = { handler: Promise.withResolvers<void>(), requests: Promise.withResolvers<void>() };
  async function* lines() {
    try {
      for (;;) yield "a";
    } finally {
      ended.requests.resolve();
    }
  }
  const { client } = await startEcho({
    async *chat(requests) {
      try {
        yield* requests;
      } finally {
        ended.handler.resolve();
      }
    },
  });
  for await (const answer of client.chat(lines(), within(5_000))) if (answer === "a") break;
  await ended.handler.promise;
  await ended.requests.promise;
});

test("a handler may end before the requests do", async () => {
  const { client } = await startEcho({
    async *chat(requests) {
      for await (const line of requests) {
        yield `only ${line}`;
        return;
      }
    },
  });
  await expect(allOf(client.chat(unending(), within(5_000)))).resolves.toEqual(["only a"]);
});

test("requests that fail cancel the call, and the reader gets their error after what was answered", async () => {
  const { client, log } = await startEcho({});
  const { promise: answered, resolve: onAnswer } = Promise.withResolvers<void>();
  async function* failing() {
    yield "a";
    await answered;
    throw new Error("no more ballots");
  }
  const reading = (async () => {
    for await (const answer of client.chat(failing(), within(5_000))) if (answer === "A") onAnswer();
  })();
  await expect(reading).rejects.toThrow("no more ballots");
  const [line] = await log.until(1);
  expect(line).toMatchObject({ status: "CANCELLED", received: 1, sent: 1 });
});

test("a stream that nobody reads is not sent", async () => {
  const { client, log } = await startEcho({});
  client.chat(of("a"), within(5_000));
  await client.echo("x", within(5_000));
  expect(log.items).toMatchObject([{ rpc: "test.v1.EchoService/Echo" }]);
});
