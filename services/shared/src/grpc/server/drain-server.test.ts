import { once } from "node:events";
import { Client, credentials } from "@grpc/grpc-js";
import { service as healthService } from "grpc-health-check";
import { expect, onTestFinished, test } from "vitest";
import { allOf } from "../testing/all-of.ts";
import { startEcho } from "../testing/echo-service.ts";
import { within } from "../testing/within.ts";
import { untilAborted } from "./until-aborted.ts";

/** One message, and then a wait for the caller to leave. */
async function* openEnded(signal: AbortSignal) {
  yield "a";
  await once(signal, "abort");
}

test("a handler that follows `draining` ends its streams cleanly, and what was read is answered", async () => {
  const { client, server, log } = await startEcho({
    async *spell(_, { signal, draining }) {
      yield* untilAborted(openEnded(signal), draining);
    },
    async *chat(requests, { draining }) {
      for await (const line of untilAborted(requests, draining)) yield line;
    },
  });
  const over = new AbortController();
  const read: string[] = [];
  const firsts = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const streams = [client.spell("x", within(5_000)), client.chat(openEnded(over.signal), within(5_000))];
  const reading = streams.map(async (stream, index) => {
    for await (const message of stream) {
      read.push(message);
      firsts[index]?.resolve();
    }
  });
  await Promise.all(firsts.map(({ promise }) => promise));
  await server.drain();
  await Promise.all(reading);
  over.abort();
  expect(read).toEqual(["a", "a"]);
  expect(log.items.map(({ status }) => status)).toEqual(["OK", "OK"]);
});

test("what goes on past the drain's time is cut off as UNAVAILABLE, which callers may send again", async () => {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const { client, server, log } = await startEcho(
    {
      async *spell(word, { signal }) {
        begin();
        yield word;
        await once(signal, "abort");
      },
    },
    { drainTimeoutMs: 50 },
  );
  const reading = allOf(client.spell("a", within(5_000)));
  const failed = expect(reading).rejects.toMatchObject({ entry: { status: "UNAVAILABLE", code: "stopping" } });
  await begun;
  await server.drain();
  await failed;
  expect(log.items).toMatchObject([{ status: "UNAVAILABLE", sent: 1 }]);
});

test("a drain ends though somebody watches the server's health", async () => {
  const { server, port } = await startEcho({}, { drainTimeoutMs: 50 });
  const raw = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  onTestFinished(() => raw.close());
  const { path, requestSerialize, responseDeserialize } = healthService["Watch"]!;
  const watch = raw.makeServerStreamRequest(path, requestSerialize, responseDeserialize, { service: "" });
  watch.on("error", () => {});
  await once(watch, "data");
  await server.drain();
});
