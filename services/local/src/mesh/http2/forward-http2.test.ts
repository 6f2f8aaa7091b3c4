import { once } from "node:events";
import { type ClientHttp2Stream, constants, type IncomingHttpHeaders, type ServerHttp2Stream } from "node:http2";
import { buffer, text } from "node:stream/consumers";
import { Metadata, type ServerDuplexStream, status } from "@grpc/grpc-js";
import { expect, test } from "vitest";
import { callGrpc, serveGrpc } from "../testing/grpc-app.ts";
import { connectHttp2, serveHttp2 } from "../testing/serve-http2.ts";
import { startMeshPair } from "../testing/start-mesh-pair.ts";

type Call = ServerDuplexStream<Buffer, Buffer>;

const sampled = { traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" };
const { NGHTTP2_CANCEL, NGHTTP2_ENHANCE_YOUR_CALM, NGHTTP2_REFUSED_STREAM } = constants;

/** Resolves when the stream has closed, with an error or without. */
const closed = (stream: ClientHttp2Stream) => new Promise<void>((resolve) => void stream.once("close", resolve));

test("a bidirectional gRPC stream of 9 MB echoes in order, with headers and trailers", async () => {
  const app = await serveGrpc((call: Call) => {
    const [name] = call.metadata.get("name");
    const header = new Metadata();
    header.set("hello", String(name));
    call.sendMetadata(header);
    const trailer = new Metadata();
    trailer.set("bye", String(name));
    call.on("data", (message) => call.write(message) || call.pause());
    call.on("drain", () => call.resume());
    call.on("end", () => call.end(trailer));
  });
  const { port } = await startMeshPair(app);
  const call = callGrpc(port, { name: "bot" });
  const metadata = once(call, "metadata");
  const ended = once(call, "status");
  const messages = 150;
  const sending = (async () => {
    for (let sent = 0; sent < messages; sent++) {
      if (!call.write(Buffer.alloc(64 * 1024, sent))) await once(call, "drain");
    }
    call.end();
  })();
  let received = 0;
  for await (const message of call as AsyncIterable<Buffer>) {
    expect([message.length, message[0]]).toEqual([64 * 1024, received++ % 256]);
  }
  await sending;
  expect(received).toBe(messages);
  expect(((await metadata)[0] as Metadata).get("hello")).toEqual(["bot"]);
  const [{ code, metadata: trailers }] = (await ended) as [{ code: number; metadata: Metadata }];
  expect([code, trailers.get("bye")]).toEqual([status.OK, ["bot"]]);
});

test("a gRPC error without a message comes back as it is, and the spans do not know it", async () => {
  const app = await serveGrpc((call: Call) => void call.emit("error", { code: status.UNKNOWN, details: "ERROR" }));
  const { port, spans } = await startMeshPair(app);
  const call = callGrpc(port, sampled);
  const [error] = (await once(call, "error")) as [{ code: number; details: string }];
  expect([error.code, error.details]).toEqual([status.UNKNOWN, "ERROR"]);
  expect(spans.map((span) => [span.name, span.status])).toEqual(
    Array.from({ length: 4 }, () => ["/test.v1.EchoService/Stream", 200]),
  );
});

test("a call that its caller cancels is cancelled at the app", async () => {
  const { promise: cancelled, resolve } = Promise.withResolvers<void>();
  const app = await serveGrpc((call: Call) => {
    call.once("cancelled", resolve);
    call.sendMetadata(new Metadata());
  });
  const { port } = await startMeshPair(app);
  const call = callGrpc(port).on("error", () => {});
  await once(call, "metadata");
  call.cancel();
  await cancelled;
});

test.each([NGHTTP2_CANCEL, NGHTTP2_ENHANCE_YOUR_CALM])(
  "the code %i of a caller's reset reaches the app",
  async (code) => {
    const { promise: reset, resolve } = Promise.withResolvers<number>();
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    const app = await serveHttp2((stream) => {
      stream.once("close", () => resolve(stream.rstCode));
      arrive();
    });
    const { port, spans } = await startMeshPair(app);
    const stream = connectHttp2(port)
      .request({ ":path": "/", ...sampled })
      .on("error", () => {});
    await arrived;
    stream.close(code);
    expect(await reset).toBe(code);
    expect(spans).toEqual([]);
  },
);

test("a caller whose connection breaks is cancelled at the app", async () => {
  const { promise: reset, resolve } = Promise.withResolvers<number>();
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const app = await serveHttp2((stream) => {
    stream.once("close", () => resolve(stream.rstCode));
    arrive();
  });
  const { port } = await startMeshPair(app);
  const session = connectHttp2(port);
  session.request({ ":path": "/" }).on("error", () => {});
  await arrived;
  session.destroy();
  expect(await reset).toBe(NGHTTP2_CANCEL);
});

test.each([
  ["before", (stream: ServerHttp2Stream) => stream.close(NGHTTP2_REFUSED_STREAM)],
  [
    "after",
    (stream: ServerHttp2Stream) => {
      stream.respond();
      stream.write("half", () => stream.close(NGHTTP2_REFUSED_STREAM));
    },
  ],
])("the code of the app's reset %s the answer reaches the caller", async (_, handle) => {
  const { port } = await startMeshPair(await serveHttp2(handle));
  const stream = connectHttp2(port)
    .request({ ":path": "/" })
    .on("error", () => {});
  stream.resume();
  await closed(stream);
  expect(stream.rstCode).toBe(NGHTTP2_REFUSED_STREAM);
});

test("an app that ends a stream without an answer is 502", async () => {
  const app = await serveHttp2((stream) => stream.close(constants.NGHTTP2_NO_ERROR));
  const { port } = await startMeshPair(app);
  const stream = connectHttp2(port).request({ ":path": "/" });
  const [headers] = (await once(stream, "response")) as [IncomingHttpHeaders];
  expect(headers[":status"]).toBe(502);
});

test("an app that dies in mid-answer resets the caller's stream", async () => {
  const app = await serveHttp2((stream) => {
    stream.respond();
    stream.write("half", () => stream.session?.destroy());
  });
  const { port } = await startMeshPair(app);
  const stream = connectHttp2(port)
    .request({ ":path": "/" })
    .on("error", () => {});
  stream.resume();
  await closed(stream);
  expect(stream.rstCode).toBe(constants.NGHTTP2_INTERNAL_ERROR);
});

test("the app sees path, authority and repeated headers as the caller sent them", async () => {
  const { promise: seen, resolve } = Promise.withResolvers<IncomingHttpHeaders>();
  const app = await serveHttp2((stream, headers) => {
    resolve(headers);
    stream.respond({ ":status": 204 }, { endStream: true });
  });
  const { port } = await startMeshPair(app);
  const sent = { ":path": "/a?b=c", ":authority": "web-svc:80", te: "trailers", "x-twice": ["1", "2"] };
  const stream = connectHttp2(port).request(sent);
  const [headers] = (await once(stream, "response")) as [IncomingHttpHeaders];
  expect(headers[":status"]).toBe(204);
  expect(await seen).toMatchObject({ ...sent, ":method": "GET", "x-twice": "1, 2" });
});

test("an answer that comes before the end of the request is whole", async () => {
  const app = await serveHttp2((stream) => {
    stream.respond({ ":status": 413 });
    stream.end("too long", () => stream.close());
  });
  const { port } = await startMeshPair(app);
  const stream = connectHttp2(port).request({ ":method": "POST", ":path": "/" });
  stream.write("the beginning");
  expect(await text(stream)).toBe("too long");
});

test("a request that the app never read leaves nothing behind when the app goes", async () => {
  const { promise: app, resolve } = Promise.withResolvers<ServerHttp2Stream>();
  const appPort = await serveHttp2((stream) => {
    stream.respond();
    stream.end("early");
    resolve(stream);
  });
  const { port, mesh } = await startMeshPair(appPort);
  const stream = connectHttp2(port).request({ ":method": "POST", ":path": "/" });
  // More than the app's window takes, less than the proxies' take beside it: the caller is done, a proxy is not.
  stream.end(Buffer.alloc(130 * 1024));
  expect(await text(stream)).toBe("early");
  await closed(stream);
  (await app).session?.destroy();
  await mesh.drain();
});

test("an app that is not there is UNAVAILABLE for gRPC and 503 for others", async () => {
  const { port } = await startMeshPair(0);
  const [error] = (await once(callGrpc(port), "error")) as [{ code: number; details: string }];
  expect([error.code, error.details]).toEqual([status.UNAVAILABLE, "the workload is not there yet"]);
  const stream = connectHttp2(port).request({ ":path": "/" });
  const [headers] = (await once(stream, "response")) as [IncomingHttpHeaders];
  expect(headers[":status"]).toBe(503);
});

test("an app that refuses is UNAVAILABLE, and one that comes back is found", async () => {
  const { port, mesh } = await startMeshPair(1);
  const [error] = (await once(callGrpc(port), "error")) as [{ code: number }];
  expect(error.code).toBe(status.UNAVAILABLE);
  mesh.setAppPort(
    "web",
    await serveGrpc((call: Call) => {
      call.on("data", (message) => call.write(message)).on("end", () => call.end());
    }),
  );
  const call = callGrpc(port);
  call.end(Buffer.from("here"));
  const [message] = (await once(call, "data")) as [Buffer];
  expect(message.toString()).toBe("here");
});

test("50 MB stream up at the reader's pace: little is held on the way", async () => {
  const total = 50 * 1024 * 1024;
  let received = 0;
  const app = await serveHttp2(async (stream) => {
    for await (const chunk of stream) received += (chunk as Buffer).length;
    stream.respond({ ":status": 200 }, { endStream: true });
  });
  const { port } = await startMeshPair(app);
  const stream = connectHttp2(port).request({ ":method": "POST", ":path": "/" });
  const answered = once(stream, "response");
  const chunk = Buffer.alloc(64 * 1024);
  let mostHeld = 0;
  for (let sent = 0; sent < total; sent += chunk.length) {
    mostHeld = Math.max(mostHeld, sent - received);
    if (!stream.write(chunk)) await once(stream, "drain");
  }
  stream.end();
  await answered;
  await buffer(stream);
  expect(received).toBe(total);
  expect(mostHeld).toBeLessThan(8 * 1024 * 1024);
});
