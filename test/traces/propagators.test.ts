import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Client, credentials, Metadata, Server, ServerCredentials } from "@grpc/grpc-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createOtlpReceiver, type OtlpReceiver } from "../support/otlp-receiver.ts";
import { type RunningService, startService } from "../support/start-service.ts";
import { slowTests } from "../support/slow-tests.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const spanId = "00f067aa0ba902b7";

/** A context in each of the formats, as headers or as metadata. */
const formats: Record<string, Record<string, string>> = {
  tracecontext: { traceparent: `00-${traceId}-${spanId}-01` },
  b3: { b3: `${traceId}-${spanId}-1` },
  b3multi: { "x-b3-traceid": traceId, "x-b3-spanid": spanId, "x-b3-sampled": "1" },
  jaeger: { "uber-trace-id": `${traceId}:${spanId}:0:1` },
};
const headerNames = Object.values(formats).flatMap((headers) => Object.keys(headers));
const listAllPath = "/emojivoto.v1.EmojiService/ListAll";
const asIs = (bytes: Buffer) => bytes;

/** In place of emoji behind web: keeps what calls carry. */
type Backend = { readonly address: string; readonly seen: Metadata[]; close(): void };

describe.skipIf(!slowTests)("OTEL_PROPAGATORS (SLOW_TESTS=on)", () => {
  let receiver: OtlpReceiver;
  let emoji: RunningService;
  let web: RunningService;
  let backend: Backend;
  let env: Record<string, string>;

  beforeAll(async () => {
    receiver = await createOtlpReceiver();
    env = { ...receiver.env, OTEL_PROPAGATORS: "tracecontext,baggage,b3,b3multi,jaeger" };
    backend = await startBackend();
    [emoji, web] = await Promise.all([
      startService("emoji", env, { keep: true }),
      startService("web", { ...env, EMOJISVC_HOST: backend.address, VOTINGSVC_HOST: backend.address }, { keep: true }),
    ]);
  });

  afterAll(async () => {
    await Promise.all([emoji.stop(), web.stop()]);
    backend.close();
    await receiver.close();
  });

  test.each(Object.entries(formats))(
    "%s joins over HTTP, and goes on over gRPC in every format",
    async (_, headers) => {
      backend.seen.length = 0;
      const url = `http://127.0.0.1:${web.ports["http"]}/api/list`;
      const response = await fetch(url, { headers: { ...headers, baggage: "tenant=a" } });
      expect(response.headers.get("x-request-id")).toBe(traceId);
      const metadata = backend.seen.find((each) => String(each.get("b3")[0]).startsWith(traceId))!;
      expect(metadata.get("baggage")).toEqual(["tenant=a"]);
      for (const name of headerNames) expect([name, metadata.get(name)]).toEqual([name, [expect.any(String)]]);
      for (const name of ["traceparent", "uber-trace-id", "x-b3-traceid"]) {
        expect(metadata.get(name)[0]).toContain(traceId);
      }
    },
  );

  test.each(Object.entries(formats))("%s joins over gRPC", async (name, headers) => {
    const client = new Client(`127.0.0.1:${emoji.ports["grpc"]}`, credentials.createInsecure());
    const before = ofEmoji(receiver.spans).length;
    await new Promise<void>((resolve, reject) => {
      const metadata = Metadata.fromHttp2Headers(headers);
      client.makeUnaryRequest(listAllPath, asIs, asIs, Buffer.alloc(0), metadata, (error) =>
        error ? reject(error) : resolve(),
      );
    });
    client.close();
    const spans = ofEmoji(await receiver.until((all) => ofEmoji(all).length > before));
    expect([name, spans.at(-1)]).toMatchObject([name, { traceId, parentSpanId: spanId }]);
  });

  test("every format goes out over HTTP", async () => {
    const { promise: seen, resolve } = Promise.withResolvers<IncomingHttpHeaders>();
    const server = createServer((request, response) => {
      response.end();
      resolve(request.headers);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const bot = await startService("vote-bot", { ...env, WEB_HOST: target, TTL: "1" });
    const headers = await seen;
    expect(Object.keys(headers)).toEqual(expect.arrayContaining(headerNames));
    await bot.stop();
    server.close();
  });
});

async function startBackend(): Promise<Backend> {
  const seen: Metadata[] = [];
  const server = new Server();
  const method = { path: listAllPath, requestStream: false, responseStream: false };
  const serializers = {
    requestSerialize: asIs,
    requestDeserialize: asIs,
    responseSerialize: asIs,
    responseDeserialize: asIs,
  };
  server.addService(
    { listAll: { ...method, ...serializers } },
    {
      listAll: (call: { metadata: Metadata }, answer: (error: null, response: Buffer) => void) => {
        seen.push(call.metadata);
        answer(null, Buffer.alloc(0));
      },
    },
  );
  const port = await new Promise<number>((bound, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, value) =>
      error ? reject(error) : bound(value),
    );
  });
  return { address: `127.0.0.1:${port}`, seen, close: () => server.forceShutdown() };
}

const ofEmoji = (spans: OtlpReceiver["spans"]) => spans.filter(({ service }) => service === "emoji");
