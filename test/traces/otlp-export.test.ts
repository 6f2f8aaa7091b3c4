import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { EmojiServiceDefinition } from "@emojivoto/proto/emoji";
import { createGrpcClient } from "@emojivoto/shared/grpc/client/create-grpc-client.ts";
import { within } from "@emojivoto/shared/grpc/testing/within.ts";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { expect, onTestFinished, test } from "vitest";
import { slowTests } from "../support/slow-tests.ts";
import { type RunningService, startService } from "../support/start-service.ts";

/** A receiver of traces alone by one protocol; the payload is protobuf, of which the test looks at the strings. */
type Receiver = { readonly address: string; readonly payload: Promise<Buffer> };

async function overHttp(): Promise<Receiver> {
  const { promise: payload, resolve } = Promise.withResolvers<Buffer>();
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const isKnown = request.url === "/v1/traces" && request.headers["content-type"] === "application/x-protobuf";
    response.writeHead(isKnown ? 200 : 404, { "content-type": "application/x-protobuf" }).end();
    if (isKnown) resolve(body);
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

/** The lines of `/metrics` that count them. */
async function lostSpans({ ports }: RunningService): Promise<string> {
  const exposition = await (await fetch(`http://127.0.0.1:${ports["admin"]}/metrics`)).text();
  return /(?:^emojivoto_telemetry_spans_lost_total.*\n)+/m.exec(exposition)?.[0] ?? "";
}

/** Sent as often as possible: after the receiver's first answer nothing may follow. */
const otherSignals = {
  OTEL_METRICS_EXPORTER: "otlp",
  OTEL_METRIC_EXPORT_INTERVAL: "50",
  OTEL_LOGS_EXPORTER: "otlp",
  OTEL_BLRP_SCHEDULE_DELAY: "50",
};

test.each([
  ["HTTP, where no protocol is named", overHttp, {}],
  ["gRPC", overGrpc, { OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }],
])(
  "an endpoint without a scheme gets the spans over %s; signals that it does not know are turned off",
  async (_, createReceiver, env) => {
    const { address, payload } = await createReceiver();
    const emoji = await startService("emoji", {
      ...env,
      OTEL_EXPORTER_OTLP_ENDPOINT: address,
      OTEL_BSP_SCHEDULE_DELAY: "50",
      ...otherSignals,
    });
    for (const signal of ["metrics", "logs"])
      await emoji.line(RegExp(`"${signal} are off: .*OTLP_${signal}_ENDPOINT`, "i"));
    await listAll(emoji.ports["grpc"]);
    const bytes = (await payload).toString("latin1");
    for (const text of ["emojivoto.v1.EmojiService/ListAll", "service.namespace"]) expect(bytes).toContain(text);
    await emoji.stop();
    expect(emoji.lines.filter((line) => /are (?:off|lost)/.test(line))).toHaveLength(2);
  },
);

test.skipIf(!slowTests)(
  "a receiver that does not answer delays the end by two seconds at most, no request, and every span is counted (SLOW_TESTS=on)",
  async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    onTestFinished(() => {
      silent.close();
      silent.closeAllConnections();
    });
    const address = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const emoji = await startService("emoji", { OTEL_EXPORTER_OTLP_ENDPOINT: address, OTEL_BSP_MAX_QUEUE_SIZE: "2" });
    // Two are on their way, two wait, and the fifth is one too many.
    for (let call = 0; call < 5; call++) await listAll(emoji.ports["grpc"]);
    expect(await lostSpans(emoji)).toContain('{reason="queue_full"} 1\n');
    const stoppedAt = performance.now();
    expect(await emoji.stop()).toBe(0);
    expect(performance.now() - stoppedAt).toBeLessThan(5_000);
    expect(JSON.parse(await emoji.line(/the process ends before/))).toMatchObject({ lost: 5 });
  },
);

test.skipIf(!slowTests)("a receiver that is not there is told in one line (SLOW_TESTS=on)", async () => {
  const emoji = await startService("emoji", {
    OTEL_EXPORTER_OTLP_ENDPOINT: "127.0.0.1:1",
    OTEL_EXPORTER_OTLP_TIMEOUT: "300",
    OTEL_BSP_SCHEDULE_DELAY: "50",
  });
  await listAll(emoji.ports["grpc"]);
  const line = await emoji.line(/traces are lost/);
  expect(JSON.parse(line)).toMatchObject({ level: "warn", lost: 1, reason: expect.any(String) });
  expect(await lostSpans(emoji)).toContain('{reason="refused"} 1\n');
});

test("variables that cannot be used end the service with exit code 78 and a line for each", async () => {
  const started = startService("emoji", { OTEL_EXPORTER_OTLP_ENDPOINT: "ftp://collector", OTEL_PROPAGATORS: "b4" });
  await expect(started).rejects.toThrow(
    /ended with 78[\s\S]*OTEL_EXPORTER_OTLP_ENDPOINT: expected host:port[\s\S]*OTEL_PROPAGATORS: expected/,
  );
});
