import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { serve } from "../testing/serve.ts";
import { VisitError } from "../visit-error.ts";
import { createWebClient } from "./create-web-client.ts";
import { maxBodyBytes } from "./read-body.ts";

const list = { method: "GET", path: "/api/list", signal: new AbortController().signal } as const;

const errorOf = async (origin: URL, request: Parameters<ReturnType<typeof createWebClient>["send"]>[0] = list) => {
  const error: unknown = await createWebClient(origin, "")
    .send(request)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(VisitError);
  return error as VisitError;
};

test("an answer of any status comes with its whole body", async () => {
  const traceresponse = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
  const origin = await serve((_, response) => response.writeHead(503, { traceresponse }).end("busy"));
  expect(await createWebClient(origin, "").send(list)).toEqual({
    request: "GET /api/list",
    status: 503,
    body: "busy",
    traceresponse,
  });
});

test("requests one after the other use one connection", async () => {
  const ports = new Set<number | undefined>();
  const origin = await serve((request, response) => {
    ports.add(request.socket.remotePort);
    response.end("[]");
  });
  const web = createWebClient(origin, "");
  await web.send(list);
  await web.send(list);
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
  const web = createWebClient(origin, "");
  await web.send(list);
  expect((await web.send(list)).status).toBe(200);
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

test("an answer beyond 1 MiB is cut off", async () => {
  const origin = await serve((_, response) => response.end(Buffer.alloc(maxBodyBytes + 1)));
  expect((await errorOf(origin)).message).toBe("GET /api/list answered more than 1 MiB");
});

test("an answer that is not HTTP is told as such", async () => {
  const server = createServer((socket) => socket.end("SSH-2.0-OpenSSH\r\n")).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const error = await errorOf(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  expect(error.message).toBe("GET /api/list: the answer is not HTTP");
});

test.each(["before it answers", "in the middle of its answer"])("web that hangs %s is cut off", async (when) => {
  const controller = new AbortController();
  const hang = () => controller.abort(new Error("no answer within 10 s"));
  const origin = await serve((_, response) => {
    if (when === "before it answers") hang();
    else response.write("[", hang);
  });
  const error = await errorOf(origin, { ...list, signal: controller.signal });
  expect(error.message).toBe("GET /api/list: no answer within 10 s");
  expect(error.isConnected).toBe(true);
});
