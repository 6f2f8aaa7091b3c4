import { protoFiles } from "@emojivoto/proto/files";
import { VotingServiceDefinition } from "@emojivoto/proto/voting";
import type { Authenticate } from "@emojivoto/shared/auth/create-authenticate.ts";
import type { HandlerOf } from "@emojivoto/shared/grpc/handler.ts";
import { createGrpcServer } from "@emojivoto/shared/grpc/server/create-grpc-server.ts";
import { createHealth } from "@emojivoto/shared/lifecycle/health.ts";
import { createLogger } from "@emojivoto/shared/log/create-logger.ts";
import { createMetrics } from "@emojivoto/shared/telemetry/metrics/create-metrics.ts";
import { onTestFinished } from "vitest";

const { fullName, methods } = VotingServiceDefinition;
const definition = { fullName, methods: { voteSession: methods.voteSession } } as const;

export type SessionHandler = HandlerOf<typeof methods.voteSession>;

/** Plays voting with VoteSession alone, gone at the end of the test; resolves to its host:port. */
export async function startVoting(
  voteSession: SessionHandler,
  authenticate: Authenticate = () => undefined,
): Promise<string> {
  const server = createGrpcServer({
    log: createLogger("voting", "fatal"),
    authenticate,
    health: createHealth(),
    metrics: createMetrics(),
    protoFile: protoFiles.voting,
    drainTimeoutMs: 100,
  });
  server.add(definition, { voteSession });
  const port = await server.listen("127.0.0.1", 0);
  onTestFinished(() => server.drain());
  return `127.0.0.1:${port}`;
}
