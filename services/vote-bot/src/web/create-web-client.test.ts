import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { serve } from "../testing/serve.ts";
import { VisitError } from "../run/visit-error.ts";
import { createWebClient } from "./create-web-client.ts";
import { maxBodyBytes } from "./read-body.ts";

const list = { method: "GET", path: "/api/list" } as const;
const never = new AbortController().signal;

const clientOf = (target: URL, timeoutMs = 5_000) => {
  const web = createWebClient({ target, timeoutMs });
  onTestFinished(web.close);
  return web;
};

const errorOf = async (
  origin: URL,
  { timeoutMs, signal = never }: { timeoutMs?: number; signal?: AbortSignal } = {},
) => {
  const error: unknown = await clientOf(origin, timeoutMs)
    .send(list, signal)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(VisitError);
  return error as VisitError;
};

test("an answer of any status comes with its whole body", async () => {
  const traceresponse = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
  const origin = await serve((_, response) => response.writeHead(503, { traceresponse }).end("busy"));
  expect(await clientOf(origin).send(list, never)).toEqual({
    request: "GET /api/list",
    status: 503,
    body: "busy",
    headers: expect.objectContaining({ traceresponse }),
  });
});

test("requests one after the other use one connection", async () => {
  const ports = new Set<number | undefined>();
  const origin = await serve((request, response) => {
    ports.add(request.socket.remotePort);
    response.end("[]");
  });
  const web = clientOf(origin);
  await web.send(list, never);
  await web.send(list, never);
  expect(ports.size).toBe(1);
});

test("a connection that was closed just as it was used again is replaced by a new one", async () => {
  const seen = new WeakSet();
  let refused = 0;
  const origin = await serve((request, response) => {
    if (seen.has(request.socket)) {
      refused++;
      request.socket.destroy();
    } else response.end("[]");
    seen.add(request.socket);
  });
  const web = clientOf(origin);
  await web.send(list, never);
  expect((await web.send(list, never)).status).toBe(200);
  expect(refused).toBe(1);
});

test("a new connection that is reset is a failure, and web was connected", async () => {
  const origin = await serve((request) => request.socket.destroy());
  const error = await errorOf(origin);
  expect(error.message).toBe("GET /api/list: connection reset");
  expect(error.isConnected).toBe(true);
});

test("nobody listening is a failure to connect", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  const error = await errorOf(new URL(`http://127.0.0.1:${port}`));
  expect(error.message).toBe("connection refused");
  expect(error.isConnected).toBe(false);
});

test("an answer beyond 4 MiB is cut off", async () => {
  const origin = await serve((_, response) => response.end(Buffer.alloc(maxBodyBytes + 1)));
  expect((await errorOf(origin)).message).toBe("GET /api/list answered more than 4 MiB");
});

test("an answer that is not HTTP is told as such", async () => {
  const server = createServer((socket) => socket.end("SSH-2.0-OpenSSH\r\n")).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const error = await errorOf(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  expect(error.message).toBe("GET /api/list: the answer is not HTTP");
});

const hanging = (when: string, onHang = () => {}) =>
  serve((_, response) => {
    if (when === "before it answers") onHang();
    else response.write("[", onHang);
  });

test.each([
  ["before it answers", "no answer"],
  ["in the middle of its answer", "no whole answer"],
])("web that hangs %s is waited for until the timeout", async (when, words) => {
  const error = await errorOf(await hanging(when), { timeoutMs: 50 });
  expect(error).toMatchObject({ outcome: "timeout", errorType: "timeout", isConnected: true });
  expect(error.message).toBe(`GET /api/list: ${words} within 0.05 s`);
});

test.each(["before it answers", "in the middle of its answer"])(
  "a request that hangs %s can be cut off",
  async (when) => {
    const controller = new AbortController();
    const origin = await hanging(when, () => controller.abort(new Error("the run is over")));
    const error = await errorOf(origin, { signal: controller.signal });
    expect(error).toMatchObject({ outcome: "aborted", isConnected: true, message: "GET /api/list: the run is over" });
  },
);

test("an answer that ends half-way is told as such", async () => {
  const origin = await serve((_, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("[", () => response.destroy());
  });
  const error = await errorOf(origin);
  expect(error).toMatchObject({ errorType: "incomplete_answer", message: "GET /api/list: the answer ended half-way" });
});

test("a POST without an Idempotency-Key is not sent again where it may have been read", async () => {
  const seen = new WeakSet();
  const origin = await serve((request, response) => {
    if (seen.has(request.socket)) request.socket.destroy();
    else response.end();
    seen.add(request.socket);
  });
  const web = clientOf(origin);
  const post = { method: "POST", path: "/votes" };
  await web.send(post, never);
  await expect(web.send(post, never)).rejects.toMatchObject({ errorType: "connection_reset" });
  await web.send(post, never);
  await web.send({ ...post, headers: { "idempotency-key": "1" } }, never);
  expect(web.counts()).toEqual({ connectionsOpened: 3, resent: 1 });
});
