import { Client, credentials, type ServiceError } from "@grpc/grpc-js";
import { expect, onTestFinished, test } from "vitest";
import { startEcho } from "../testing/echo-service.ts";
import { of } from "../testing/of.ts";
import { within } from "../testing/within.ts";

const asIs = (bytes: Buffer) => bytes;

test("a stream of requests is answered once, and one line counts them", async () => {
  const { client, log } = await startEcho({});
  await expect(client.join(of("a", "b", "c"), within(5_000))).resolves.toBe("abc");
  expect(log.items).toMatchObject([{ rpc: "test.v1.EchoService/Join", status: "OK", received: 3, sent: 1 }]);
});

test("the caller sends no faster than the handler reads, which may answer before the end", async () => {
  let made = 0;
  const { promise: cleanedUp, resolve } = Promise.withResolvers<void>();
  async function* many() {
    try {
      for (; made < 5_000; made++) yield "x".repeat(8_000);
    } finally {
      resolve();
    }
  }
  const { client } = await startEcho({
    join: async (parts) => {
      let read = 0;
      for await (const _ of parts) if (++read === 50) break;
      return `enough after ${read}`;
    },
  });
  await expect(client.join(many(), within(5_000))).resolves.toBe("enough after 50");
  await cleanedUp;
  expect(made).toBeLessThan(125);
});

test("requests that fail cancel the call, and the caller gets their error", async () => {
  const { promise: seen, resolve } = Promise.withResolvers<unknown>();
  const { promise: read, resolve: onRead } = Promise.withResolvers<void>();
  async function* failing() {
    yield "a";
    await read;
    throw new Error("no more ballots");
  }
  const { client } = await startEcho({
    join: async (parts) => {
      try {
        for await (const _ of parts) onRead();
      } catch (error) {
        resolve(error);
      }
      return "";
    },
  });
  await expect(client.join(failing(), within(5_000))).rejects.toThrow("no more ballots");
  await expect(seen).resolves.toMatchObject({ name: "AbortError" });
});

test("bytes that are no message fail the stream as the caller's fault", async () => {
  const { port, log } = await startEcho({});
  const raw = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  onTestFinished(() => raw.close());
  const error = await new Promise<ServiceError | null>((resolve) => {
    const call = raw.makeClientStreamRequest("/test.v1.EchoService/Join", asIs, asIs, resolve);
    call.write(Buffer.from([0x0a, 0x01, 0x61]));
    call.write(Buffer.from([0x0a, 0x05, 0x61]));
  });
  expect(error).toMatchObject({ code: 3, details: expect.stringContaining("not a valid protobuf message") });
  expect(log.items).toMatchObject([{ error: "malformed_message", received: 2, sent: 0 }]);
});
