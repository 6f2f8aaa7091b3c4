import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request as sendRequest } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { buffer, json, text } from "node:stream/consumers";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { send, serveHttp1 } from "../testing/serve-http1.ts";
import { startMeshPair } from "../testing/start-mesh-pair.ts";

const MiB = 1024 * 1024;
const sampled = { traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" };

/** An app that answers with what it got. */
const echo = () =>
  serveHttp1(async (request, response) => {
    const { method, url, rawHeaders } = request;
    response.end(JSON.stringify({ method, url, rawHeaders, body: await text(request) }));
  });

type Echoed = { method: string; url: string; rawHeaders: string[]; body: string };

test("request line, host, repeated headers and body reach the app through both proxies", async () => {
  const { port } = await startMeshPair(await echo());
  const answer = await send(port, {
    method: "POST",
    path: "/api/vote?choice=%3Ajoy%3A",
    headers: { host: "web-svc:80", "x-twice": ["1", "2"], tracestate: "a=b" },
    body: "hello",
  });
  const got = (await json(answer)) as Echoed;
  expect(got).toMatchObject({ method: "POST", url: "/api/vote?choice=%3Ajoy%3A", body: "hello" });
  const pairs = got.rawHeaders.join(" ");
  for (const header of ["host web-svc:80", "x-twice 1 x-twice 2", "tracestate a=b"]) expect(pairs).toContain(header);
});

test("headers of the connection stay on it, and an upgrade is not done", async () => {
  const { port } = await startMeshPair(await echo());
  const headers = { connection: "Upgrade, X-Mine", upgrade: "websocket", "x-mine": "1", "keep-alive": "timeout=99" };
  const answer = await send(port, { headers });
  expect(answer.statusCode).toBe(200);
  const names = ((await json(answer)) as Echoed).rawHeaders.join(" ").toLowerCase();
  for (const name of ["upgrade", "x-mine", "timeout=99"]) expect(names).not.toContain(name);
});

test.each(["POST", "DELETE", "GET", "HEAD"])("a %s without a body goes on without one", async (method) => {
  const { port } = await startMeshPair(await echo());
  const answer = await send(port, { method, headers: method === "POST" ? { "content-length": "0" } : {} });
  expect(answer.statusCode).toBe(200);
  if (method === "HEAD") return;
  const { rawHeaders } = (await json(answer)) as Echoed;
  expect(rawHeaders.map((each) => each.toLowerCase())).not.toContain("transfer-encoding");
});

test("status line and trailers come back, and trailers of the request go on", async () => {
  const app = await serveHttp1((request, response) => {
    request.resume().once("end", () => {
      response.writeHead(299, "Odd", { trailer: "x-sum" });
      response.write("body");
      response.addTrailers({ "x-sum": request.trailers["x-asked"] ?? "none" });
      response.end();
    });
  });
  const { port } = await startMeshPair(app);
  const agent = new Agent();
  onTestFinished(() => agent.destroy());
  const request = sendRequest({ port, host: "127.0.0.1", agent, method: "POST", headers: { trailer: "x-asked" } });
  request.write("x");
  request.addTrailers({ "x-asked": "42" });
  request.end();
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  await buffer(answer);
  expect([answer.statusCode, answer.statusMessage, answer.trailers]).toEqual([299, "Odd", { "x-sum": "42" }]);
});

test("50 MB stream through at the reader's pace: little is held on the way", async () => {
  const total = 50 * MiB;
  let sent = 0;
  const app = await serveHttp1(async (_, response) => {
    const chunk = Buffer.alloc(64 * 1024);
    while (sent < total) {
      sent += chunk.length;
      if (!response.write(chunk)) await once(response, "drain");
    }
    response.end();
  });
  const { port } = await startMeshPair(app);
  const answer = await send(port);
  let received = 0;
  let mostHeld = 0;
  for await (const chunk of answer) {
    mostHeld = Math.max(mostHeld, sent - received);
    received += (chunk as Buffer).length;
    // Slower than the sender, which would else never be ahead.
    await nextTurn();
  }
  expect(received).toBe(total);
  expect(mostHeld).toBeLessThan(24 * MiB);
});

test("the first part of an answer arrives while the rest is still to come", async () => {
  const app = await serveHttp1((_, response) => response.writeHead(200).flushHeaders());
  const { port } = await startMeshPair(app);
  expect((await send(port)).statusCode).toBe(200);
});

test("a caller that leaves is gone for the app, too, and no span tells of its request", async () => {
  const { promise: left, resolve } = Promise.withResolvers<void>();
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const app = await serveHttp1((_, response) => {
    response.once("close", resolve);
    arrive();
  });
  const { port, spans } = await startMeshPair(app);
  const request = sendRequest({ port, host: "127.0.0.1", headers: sampled }).on("error", () => {});
  request.end();
  await arrived;
  request.destroy();
  await left;
  expect(spans).toEqual([]);
});

test("an answer that breaks off breaks off for the caller, too", async () => {
  const app = await serveHttp1((_, response) => {
    response.writeHead(200, { "content-length": "10" });
    response.write("half", () => response.destroy());
  });
  const { port } = await startMeshPair(app);
  await expect(buffer(await send(port))).rejects.toThrow("aborted");
});

test("connections are kept, on all three legs", async () => {
  const sockets = new Set<Socket>();
  const app = await serveHttp1((request, response) => {
    sockets.add(request.socket);
    response.end("x");
  });
  const { port } = await startMeshPair(app);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const reused: boolean[] = [];
  for (let sent = 0; sent < 3; sent++) {
    const request = sendRequest({ port, host: "127.0.0.1", agent }).end();
    const [answer] = (await once(request, "response")) as [IncomingMessage];
    await buffer(answer);
    reused.push(request.reusedSocket);
  }
  expect(reused).toEqual([false, true, true]);
  expect(sockets.size).toBe(1);
});

test("an app that is not there yet is 503, and told of later is served", async () => {
  const { port, mesh } = await startMeshPair(0);
  const answer = await send(port, { headers: sampled });
  expect([answer.statusCode, answer.headers["l5d-proxy-error"]]).toEqual([503, "the workload is not there yet"]);
  expect(mesh.setAppPort("web", await echo())).toBe(true);
  expect((await send(port)).statusCode).toBe(200);
});

test("an app that refuses is 502: its proxy's CLIENT span is missing, the others tell the status", async () => {
  const closed = createServer().listen(0, "127.0.0.1");
  await once(closed, "listening");
  const { port: refusing } = closed.address() as AddressInfo;
  await once(closed.close(), "close");
  const { port, spans } = await startMeshPair(refusing);
  const answer = await send(port, { headers: sampled });
  expect([answer.statusCode, answer.headers["l5d-proxy-error"]]).toEqual([
    502,
    "the workload cannot be reached: ECONNREFUSED",
  ]);
  expect(spans.map(({ proxy, kind, status }) => `${proxy.direction} ${kind} ${status}`)).toEqual([
    "inbound SERVER 502",
    "outbound CLIENT 502",
    "outbound SERVER 502",
  ]);
});

test("an answer that is no HTTP is 502", async () => {
  const app = await serveHttp1((request) => void request.socket.end("HTTP/1.1 000 \r\n\r\n"));
  const { port } = await startMeshPair(app);
  expect((await send(port)).statusCode).toBe(502);
});

/** An app that fails `failures` times, then echoes the body; with the number of requests it got. */
async function failing(failures: number) {
  const got = { requests: 0 };
  const port = await serveHttp1(async (request, response) => {
    response.statusCode = ++got.requests <= failures ? 500 : 200;
    response.end(await text(request));
  });
  return { port, got };
}

test.each([
  [1, 200, 2],
  [9, 500, 3],
])("an app that fails %i times is asked again, twice at most", async (failures, status, requests) => {
  const app = await failing(failures);
  const { port } = await startMeshPair(app.port, { retries: 2 });
  const answer = await send(port, { method: "POST", headers: { "content-length": "4" }, body: "vote" });
  expect([answer.statusCode, await text(answer), app.got.requests]).toEqual([status, "vote", requests]);
});

test("a body that is too long to keep is sent once", async () => {
  const app = await failing(9);
  const { port } = await startMeshPair(app.port, { retries: 2 });
  const answer = await send(port, { method: "POST", body: "x".repeat(100_000) });
  expect([answer.statusCode, app.got.requests]).toEqual([500, 1]);
});
