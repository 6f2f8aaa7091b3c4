import { catalogue } from "@emojivoto/proto/catalogue";
import { VotingServiceDefinition } from "@emojivoto/proto/voting";
import { createAuthenticate } from "@emojivoto/shared/auth/create-authenticate.ts";
import { createGrpcClient, type GrpcClient } from "@emojivoto/shared/grpc/client/create-grpc-client.ts";
import { createHealth } from "@emojivoto/shared/lifecycle/health.ts";
import { createMetrics } from "@emojivoto/shared/telemetry/metrics/create-metrics.ts";
import { onTestFinished } from "vitest";
import { createVotingServer, type VotingServerOptions } from "../server.ts";
import { traceStore } from "../stores/trace-store.ts";
import { createTally } from "../tally.ts";
import { createVoteCounter } from "../vote-counter.ts";
import { inMemory } from "../votes-url.ts";
import { openStore, silent } from "./open-store.ts";

export type VotingClient = GrpcClient<typeof VotingServiceDefinition>;

/** The service with a store in memory, on a port of its own, and a client; they end with the test. */
export async function startVoting(options: Partial<VotingServerOptions> = {}) {
  const metrics = createMetrics();
  const store = openStore({ file: inMemory });
  const server = createVotingServer({
    catalogue,
    tally: createTally({ store: traceStore(store), catalogue, onCounted: createVoteCounter(metrics) }),
    failureRate: 1,
    artificialDelayMs: 0,
    log: silent,
    health: createHealth(),
    metrics,
    authenticate: createAuthenticate("off", []),
    ...options,
  });
  const port = await server.listen("127.0.0.1", 0);
  const client = createGrpcClient(VotingServiceDefinition, `127.0.0.1:${port}`);
  onTestFinished(async () => {
    client.close();
    await server.drain();
  });
  return { client, metrics, port, server, store };
}
