import { once } from "node:events";
import { createServer } from "node:net";
import { Client, credentials, type ServiceError } from "@grpc/grpc-js";
import { service as healthService } from "grpc-health-check";
import { expect, onTestFinished, test } from "vitest";
import { errors } from "../../errors/errors.ts";
import { createGrpcClient } from "../client/create-grpc-client.ts";
import { EchoDefinition, startEcho } from "../testing/echo-service.ts";
import { within } from "../testing/within.ts";

const asIs = (bytes: Buffer) => bytes;

test("a call is answered by its handler", async () => {
  const { client } = await startEcho((message) => `${message}!`);
  await expect(client.echo("hello", within(5_000))).resolves.toBe("hello!");
});

test("an error of the catalogue reaches the caller with its status, code and text", async () => {
  const { client } = await startEcho(() => {
    throw errors.invalidArgument("message", "a greeting", "nothing");
  });
  await expect(client.echo("x", within(5_000))).rejects.toMatchObject({
    message: "Expected `message` to be a greeting, got nothing",
    entry: { code: "invalid_argument", status: "INVALID_ARGUMENT" },
  });
});

test("any other error is INTERNAL with nothing of it on the wire, and its cause in the log", async () => {
  const { client, log } = await startEcho(() => {
    throw new Error("password=hunter2");
  });
  await expect(client.echo("x", within(5_000))).rejects.toMatchObject({
    message: "internal error",
    entry: { status: "INTERNAL" },
  });
  expect(log.items.find(({ status }) => status === "INTERNAL")).toMatchObject({ err: { message: "password=hunter2" } });
});

test.each([
  ["bytes that are no message", [0x0a, 0x05, 0x61]],
  ["a string that is not UTF-8", [0x0a, 0x02, 0xff, 0xfe]],
])("%s is the caller's fault", async (_, bytes) => {
  const { port } = await startEcho((message) => message);
  const raw = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  onTestFinished(() => raw.close());
  const error = await new Promise<ServiceError | null>((resolve) => {
    raw.makeUnaryRequest("/test.v1.EchoService/Echo", asIs, asIs, Buffer.from(bytes), resolve);
  });
  expect(error).toMatchObject({ code: 3, details: expect.stringContaining("not a valid protobuf message") });
});

test("a request over the limit is refused and the server goes on", async () => {
  const { client } = await startEcho((message) => message);
  await expect(client.echo("x".repeat(1_000_000), within(5_000))).rejects.toMatchObject({
    entry: { status: "RESOURCE_EXHAUSTED" },
  });
  await expect(client.echo("x", within(5_000))).resolves.toBe("x");
});

test("the handler's signal aborts when the deadline passes, and the call ends as DEADLINE_EXCEEDED", async () => {
  const { promise: reason, resolve } = Promise.withResolvers<unknown>();
  const { client, log } = await startEcho(
    (_, { signal }) => new Promise(() => signal.addEventListener("abort", () => resolve(signal.reason))),
  );
  await expect(client.echo("x", within(500))).rejects.toMatchObject({ entry: { status: "DEADLINE_EXCEEDED" } });
  await expect(reason).resolves.toMatchObject({ name: "TimeoutError" });
  expect(log.items.at(-1)).toMatchObject({ status: "DEADLINE_EXCEEDED" });
});

test("the handler's signal aborts when the caller goes away", async () => {
  const { promise: reason, resolve } = Promise.withResolvers<unknown>();
  const caller = new AbortController();
  const { client } = await startEcho((_, { signal }) => {
    signal.addEventListener("abort", () => resolve(signal.reason));
    caller.abort();
    return new Promise(() => {});
  });
  await expect(client.echo("x", within(5_000, caller.signal))).rejects.toMatchObject({
    entry: { status: "CANCELLED" },
  });
  await expect(reason).resolves.toMatchObject({ name: "AbortError" });
});

test("a drain answers the call under way and takes no new one", async () => {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const { promise: answer, resolve: finish } = Promise.withResolvers<string>();
  const { client, server, port } = await startEcho(() => {
    begin();
    return answer;
  });
  const call = client.echo("x", within(5_000));
  await begun;
  const drained = server.drain();
  const late = createGrpcClient(EchoDefinition, `127.0.0.1:${port}`);
  onTestFinished(() => late.close());
  await expect(late.echo("x", within(500))).rejects.toMatchObject({ entry: { status: expect.any(String) } });
  finish("done");
  await expect(call).resolves.toBe("done");
  await drained;
});

test("a token is verified before the handler runs", async () => {
  const { client } = await startEcho((_, { caller }) => caller?.subject ?? "nobody", {
    authenticate: (authorization) => {
      if (authorization !== "Bearer good") throw errors.invalidToken("it is bad");
      return { subject: "app", scopes: [], expiresAt: 0 };
    },
  });
  await expect(client.echo("x", { ...within(5_000), token: "good" })).resolves.toBe("app");
  await expect(client.echo("x", { ...within(5_000), token: "bad" })).rejects.toMatchObject({
    entry: { status: "UNAUTHENTICATED", code: "invalid_token" },
  });
});

test("grpc.health.v1 tells the service's state", async () => {
  const { health, port } = await startEcho((message) => message);
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  onTestFinished(() => client.close());
  const { path, requestSerialize, responseDeserialize } = healthService.Check!;
  const check = (service: string) =>
    new Promise<unknown>((resolve, reject) => {
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, { service }, (error, response) => {
        if (error) reject(error);
        else resolve(response);
      });
    });
  await expect(check("")).resolves.toMatchObject({ status: "SERVING" });
  health.set("store", "it is full");
  await expect(check("test.v1.EchoService")).resolves.toMatchObject({ status: "NOT_SERVING" });
  await expect(check("no.such.Service")).rejects.toMatchObject({ code: 5 });
});

test("a taken port is told with Node's error code", async () => {
  const { server } = await startEcho((message) => message);
  const other = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void other.close());
  await once(other, "listening");
  const { port } = other.address() as { port: number };
  await expect(server.listen("127.0.0.1", port)).rejects.toMatchObject({ code: "EADDRINUSE", port });
});
