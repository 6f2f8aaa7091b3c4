import { Client, credentials, Metadata, Server, ServerCredentials, type UntypedHandleCall } from "@grpc/grpc-js";
import { onTestFinished } from "vitest";

const asIs = (bytes: Buffer) => bytes;

/** A method whose messages are bytes. */
const bidiMethod = {
  path: "/test.v1.EchoService/Stream",
  requestStream: true,
  responseStream: true,
  requestSerialize: asIs,
  requestDeserialize: asIs,
  responseSerialize: asIs,
  responseDeserialize: asIs,
} as const;

/** Serves the method by gRPC on a port of its own until the test ends. */
export async function serveGrpc(handle: UntypedHandleCall): Promise<number> {
  const server = new Server();
  server.addService({ stream: bidiMethod }, { stream: handle });
  onTestFinished(() => server.forceShutdown());
  return await new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}

/** Calls the method at `port`; the call ends with the test. */
export function callGrpc(port: number, metadata: Readonly<Record<string, string>> = {}) {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), { "grpc.enable_retries": 0 });
  onTestFinished(() => client.close());
  const { path, requestSerialize, responseDeserialize } = bidiMethod;
  const sent = new Metadata();
  for (const [name, value] of Object.entries(metadata)) sent.set(name, value);
  return client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, sent, {
    deadline: Date.now() + 20_000,
  });
}
