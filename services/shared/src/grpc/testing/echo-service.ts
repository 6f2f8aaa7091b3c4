import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import { join } from "node:path";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import type { Authenticate } from "../../auth/create-authenticate.ts";
import { createHealth, type Health } from "../../lifecycle/health.ts";
import { createGrpcClient, type GrpcClient } from "../create-grpc-client.ts";
import { createGrpcServer, type GrpcServer } from "../create-grpc-server.ts";
import type { MessageType } from "../definition.ts";
import type { Handler } from "../handler.ts";

/** A message with one field, `string text = 1`. */
const text: MessageType<string> = {
  encode: (message) => new BinaryWriter().uint32(10).string(message),
  decode: (input) => {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    reader.uint32();
    return reader.string();
  },
};

/** A service with one unary method whose messages are a text each. */
export const EchoDefinition = {
  fullName: "test.v1.EchoService",
  methods: {
    echo: { name: "Echo", requestType: text, requestStream: false, responseType: text, responseStream: false },
  },
} as const;

type EchoOptions = { readonly authenticate?: Authenticate };

/** The service with `echo` as its handler on a port of its own, and a client; both end with the test. */
export async function startEcho(
  echo: Handler<string, string>,
  { authenticate = () => undefined }: EchoOptions = {},
): Promise<{
  server: GrpcServer;
  client: GrpcClient<typeof EchoDefinition>;
  health: Health;
  port: number;
  logged: Record<string, unknown>[];
}> {
  const logged: Record<string, unknown>[] = [];
  const log = pino({ level: "info" }, { write: (line) => void logged.push(JSON.parse(line)) });
  const health = createHealth();
  const protoFile = join(import.meta.dirname, "echo.proto");
  const server = createGrpcServer({ log, authenticate, health, protoFile });
  server.add(EchoDefinition, { echo });
  const port = await server.listen("127.0.0.1", 0);
  const client = createGrpcClient(EchoDefinition, `127.0.0.1:${port}`);
  onTestFinished(async () => {
    client.close();
    await server.drain();
  });
  return { server, client, health, port, logged };
}
