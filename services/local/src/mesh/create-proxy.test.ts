import { once } from "node:events";
import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import type { ServerResponse } from "node:http";
import { connect, createServer, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "@emojivoto/shared/http/listen.ts";
import { connectHttp2, serveHttp2 } from "./testing/serve-http2.ts";
import { send, serveHttp1 } from "./testing/serve-http1.ts";
import { startMeshPair } from "./testing/start-mesh-pair.ts";

const sampled = { traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" };

function connectTcp(port: number): Socket {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  onTestFinished(() => void socket.destroy());
  return socket;
}

test("a preface that comes byte by byte is HTTP/2", async () => {
  // Without an app, only the proxy itself can answer.
  const { port } = await startMeshPair(0);
  const socket = connectTcp(port);
  for (const byte of "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") {
    socket.write(byte);
    await new Promise((resolve) => void setImmediate(resolve));
  }
  // An empty SETTINGS frame.
  socket.write(Buffer.from("000000040000000000", "hex"));
  const [frame] = (await once(socket, "data")) as [Buffer];
  expect(frame[3]).toBe(4);
});

test("a POST is not taken for HTTP/2 by its first letter", async () => {
  const { port } = await startMeshPair(0);
  const socket = connectTcp(port);
  socket.write("P");
  await new Promise((resolve) => void setImmediate(resolve));
  socket.write("OST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
  expect(await text(socket)).toMatch(/^HTTP\/1.1 503 /);
});

test("nonsense in HTTP's clothes is answered 400, and the proxy lives on", async () => {
  const { port } = await startMeshPair(await serveHttp1((_, response) => response.end()));
  const socket = connectTcp(port);
  socket.write("NONSENSE\r\n\r\n");
  expect(await text(socket)).toMatch(/^HTTP\/1.1 400 /);
  expect((await send(port)).statusCode).toBe(200);
});

test("what is not HTTP is carried unread, both ways", async () => {
  const app = createServer((socket) => void socket.pipe(socket));
  const appPort = await listen(app as never, "127.0.0.1", 0);
  onTestFinished(() => void app.close());
  const { port, spans } = await startMeshPair(appPort);
  const socket = connectTcp(port);
  socket.end("\u0016\u0003 a TLS hello, say");
  expect(await text(socket)).toBe("\u0016\u0003 a TLS hello, say");
  expect(spans).toEqual([]);
});

test("a side that has ended its half still gets the other's", async () => {
  const { promise: received, resolve } = Promise.withResolvers<string>();
  const app = createServer({ allowHalfOpen: true }, (socket) => {
    socket.end("the app's");
    void text(socket).then(resolve);
  });
  const appPort = await listen(app as never, "127.0.0.1", 0);
  onTestFinished(() => void app.close());
  const { port } = await startMeshPair(appPort, { opaque: true });
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  // The callee's proxy waits for the first bytes to know what they are.
  socket.write("first, ");
  await once(socket.resume(), "end");
  socket.end("then the rest");
  expect(await received).toBe("first, then the rest");
});

test("through an opaque port HTTP is carried unread: the callee's proxy alone has spans", async () => {
  const app = await serveHttp2((stream, headers) => stream.respond({ id: String(headers["l5d-client-id"]) }));
  const { port, spans } = await startMeshPair(app, { opaque: true });
  const stream = connectHttp2(port).request({ ":path": "/", ...sampled });
  const [headers] = (await once(stream, "response")) as [IncomingHttpHeaders & { id: string }];
  expect(headers.id).toBe("undefined");
  expect(spans.map(({ proxy, kind }) => `${proxy.direction} ${kind}`)).toEqual(["inbound CLIENT", "inbound SERVER"]);
});

test("a connection through an opaque port to nothing is reset", async () => {
  const { port, mesh } = await startMeshPair(0, { opaque: true });
  await mesh.drain();
  const [error] = (await once(connectTcp(port), "error")) as [NodeJS.ErrnoException];
  expect(error.code).toMatch(/ECONNRE/);
});

test("a drain lets the open HTTP/1.1 requests finish, closes all connections, and takes no more", async () => {
  const open = new Map<string, ServerResponse>();
  const { promise: bothOpen, resolve } = Promise.withResolvers<void>();
  const app = await serveHttp1((request, response) => {
    if (request.url === "/") return void response.end("fast");
    if (request.url === "/begun") response.writeHead(200).flushHeaders();
    open.set(request.url ?? "", response);
    if (open.size === 2) resolve();
  });
  const { port, mesh } = await startMeshPair(app);
  const get = (path: string) => {
    const socket = connectTcp(port);
    socket.write(`GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`);
    return socket;
  };
  const [kept, begun, waiting] = [get("/"), get("/begun"), get("/waiting")];
  const silent = connectTcp(port);
  await Promise.all([once(kept, "data"), once(begun, "data"), once(silent, "connect"), bothOpen]);
  const drained = mesh.drain();
  await Promise.all([once(kept, "close"), once(silent, "close")]);
  const rest = Promise.all([text(begun), text(waiting)]);
  for (const response of open.values()) response.end("whole");
  const [restOfBegun, allOfWaiting] = await rest;
  expect(restOfBegun).toContain("whole");
  expect(allOfWaiting).toMatch(/connection: close\r\n[^]*whole/i);
  await drained;
  await expect(send(port)).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("a drain lets the open HTTP/2 streams finish after GOAWAY", async () => {
  const { promise: opened, resolve: open } = Promise.withResolvers<ServerHttp2Stream>();
  const { port, mesh } = await startMeshPair(await serveHttp2(open));
  const session = connectHttp2(port);
  const stream = session.request({ ":path": "/" });
  const app = await opened;
  const goaway = once(session, "goaway");
  const drained = mesh.drain();
  await goaway;
  app.respond();
  app.end("whole");
  expect(await text(stream)).toBe("whole");
  await drained;
});
