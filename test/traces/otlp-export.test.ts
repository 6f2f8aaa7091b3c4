import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { EmojiServiceDefinition } from "@emojivoto/proto/emoji";
import { createGrpcClient } from "@emojivoto/shared/grpc/create-grpc-client.ts";
import { within } from "@emojivoto/shared/grpc/testing/within.ts";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { expect, onTestFinished, test } from "vitest";
import { startService } from "../support/start-service.ts";

/** A receiver of one protocol; the payload is protobuf, of which the test looks at the strings. */
type Receiver = { readonly address: string; readonly payload: Promise<Buffer> };

async function overHttp(): Promise<Receiver> {
  const { promise: payload, resolve } = Promise.withResolvers<Buffer>();
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    response.writeHead(200, { "content-type": "application/x-protobuf" }).end();
    if (request.url === "/v1/traces" && request.headers["content-type"] === "application/x-protobuf") resolve(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, payload };
}

const asIs = (bytes: Buffer) => bytes;

async function overGrpc(): Promise<Receiver> {
  const { promise: payload, resolve } = Promise.withResolvers<Buffer>();
  const server = new Server();
  const exportMethod = {
    path: "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
    requestStream: false,
    responseStream: false,
    requestSerialize: asIs,
    requestDeserialize: asIs,
    responseSerialize: asIs,
    responseDeserialize: asIs,
  };
  server.addService(
    { export: exportMethod },
    {
      export: (call: { request: Buffer }, callback: (error: null, response: Buffer) => void) => {
        callback(null, Buffer.alloc(0));
        resolve(call.request);
      },
    },
  );
  const port = await new Promise<number>((bound, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, value) =>
      error ? reject(error) : bound(value),
    );
  });
  onTestFinished(() => server.forceShutdown());
  return { address: `127.0.0.1:${port}`, payload };
}

async function listAll(port: number | undefined): Promise<void> {
  const client = createGrpcClient(EmojiServiceDefinition, `127.0.0.1:${port}`);
  await client.listAll({}, within(5_000));
  client.close();
}

test.each([
  ["HTTP, where no protocol is named", overHttp, {}],
  ["gRPC", overGrpc, { OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }],
])("an endpoint without a scheme gets the spans over %s", async (_, createReceiver, env) => {
  const { address, payload } = await createReceiver();
  const emoji = await startService("emoji", {
    ...env,
    OTEL_EXPORTER_OTLP_ENDPOINT: address,
    OTEL_BSP_SCHEDULE_DELAY: "50",
  });
  await listAll(emoji.ports["grpc"]);
  const bytes = (await payload).toString("latin1");
  for (const text of ["emojivoto.v1.EmojiService/ListAll", "service.namespace"]) expect(bytes).toContain(text);
});

test("a receiver that does not answer delays the end by two seconds at most, and no request", async () => {
  const silent = createServer(() => {}).listen(0, "127.0.0.1");
  await once(silent, "listening");
  onTestFinished(() => {
    silent.close();
    silent.closeAllConnections();
  });
  const address = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const emoji = await startService("emoji", { OTEL_EXPORTER_OTLP_ENDPOINT: address });
  await listAll(emoji.ports["grpc"]);
  const stoppedAt = performance.now();
  expect(await emoji.stop()).toBe(0);
  expect(performance.now() - stoppedAt).toBeLessThan(5_000);
});

test("a receiver that is not there is told in one line", async () => {
  const emoji = await startService("emoji", {
    OTEL_EXPORTER_OTLP_ENDPOINT: "127.0.0.1:1",
    OTEL_EXPORTER_OTLP_TIMEOUT: "300",
    OTEL_BSP_SCHEDULE_DELAY: "50",
  });
  await listAll(emoji.ports["grpc"]);
  const line = await emoji.line(/traces are lost/);
  expect(JSON.parse(line)).toMatchObject({ level: "warn", spans: 1, reason: expect.any(String) });
});

test("an endpoint that is none ends the service with exit code 78 and a line that names it", async () => {
  const started = startService("emoji", { OTEL_EXPORTER_OTLP_ENDPOINT: "ftp://collector" });
  await expect(started).rejects.toThrow(/ended with 78[\s\S]*OTEL_EXPORTER_OTLP_ENDPOINT: expected host:port/);
});
