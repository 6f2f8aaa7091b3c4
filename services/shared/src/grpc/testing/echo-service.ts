import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import { join } from "node:path";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import type { Authenticate } from "../../auth/create-authenticate.ts";
import { createHealth, type Health } from "../../lifecycle/health.ts";
import { createMetrics } from "../../telemetry/metrics/create-metrics.ts";
import type { Metrics } from "../../telemetry/metrics/metrics.ts";
import { createGrpcClient, type GrpcClient } from "../client/create-grpc-client.ts";
import { createGrpcServer, type GrpcServer } from "../server/create-grpc-server.ts";
import type { MessageType } from "../definition.ts";
import type { Handler, Handlers } from "../handler.ts";
import { allOf } from "./all-of.ts";
import { createGrowingList, type GrowingList } from "./growing-list.ts";

/** A message with one field, `string text = 1`. */
const text: MessageType<string> = {
  encode: (message) => new BinaryWriter().uint32(10).string(message),
  decode: (input) => {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    reader.uint32();
    return reader.string();
  },
};

const messages = { requestType: text, responseType: text };

/** A service with one method of each call type, whose messages are a text each. */
export const EchoDefinition = {
  fullName: "test.v1.EchoService",
  methods: {
    echo: { name: "Echo", ...messages, requestStream: false, responseStream: false },
    spell: { name: "Spell", ...messages, requestStream: false, responseStream: true },
    join: { name: "Join", ...messages, requestStream: true, responseStream: false },
    chat: { name: "Chat", ...messages, requestStream: true, responseStream: true },
  },
} as const;

export type EchoHandlers = Handlers<typeof EchoDefinition>;

const plainHandlers: EchoHandlers = {
  echo: (message) => message,
  async *spell(word) {
    yield* word;
  },
  join: async (parts) => (await allOf(parts)).join(""),
  async *chat(lines) {
    for await (const line of lines) yield line.toUpperCase();
  },
};

type EchoOptions = { readonly authenticate?: Authenticate; readonly drainTimeoutMs?: number };

/** What a test has of the service. */
export type Echo = {
  readonly server: GrpcServer;
  readonly client: GrpcClient<typeof EchoDefinition>;
  readonly health: Health;
  /** The server's. */
  readonly metrics: Metrics;
  /** The client's. */
  readonly clientMetrics: Metrics;
  readonly port: number;
  /** The server's log lines. */
  readonly log: GrowingList<Record<string, unknown>>;
};

/** The service with these handlers, or just this `echo`, on a port of its own, and a client; both end with the test. */
export async function startEcho(
  handlers: Partial<EchoHandlers> | Handler<string, string>,
  { authenticate = () => undefined, drainTimeoutMs = 5_000 }: EchoOptions = {},
): Promise<Echo> {
  const lines = createGrowingList<Record<string, unknown>>();
  const log = pino({ level: "info" }, { write: (line) => lines.push(JSON.parse(line)) });
  const health = createHealth();
  const metrics = createMetrics();
  const clientMetrics = createMetrics();
  const protoFile = join(import.meta.dirname, "echo.proto");
  const server = createGrpcServer({ log, authenticate, health, metrics, protoFile, drainTimeoutMs });
  server.add(EchoDefinition, { ...plainHandlers, ...(typeof handlers === "function" ? { echo: handlers } : handlers) });
  const port = await server.listen("127.0.0.1", 0);
  const client = createGrpcClient(EchoDefinition, `127.0.0.1:${port}`, { metrics: clientMetrics });
  onTestFinished(async () => {
    client.close();
    await server.drain();
  });
  return { server, client, health, metrics, clientMetrics, port, log: lines };
}
