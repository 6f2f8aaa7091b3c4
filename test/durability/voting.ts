import { join } from "node:path";
import { VotingServiceDefinition } from "@emojivoto/proto/voting";
import {
  type CallOptions,
  createGrpcClient,
  type GrpcClient,
} from "@emojivoto/shared/grpc/client/create-grpc-client.ts";
import { onTestFinished } from "vitest";
import { within } from "@emojivoto/shared/grpc/testing/within.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { type RunningService, startService } from "../support/start-service.ts";

export type VotingClient = GrpcClient<typeof VotingServiceDefinition>;

export type Voting = RunningService & { readonly client: VotingClient };

type VotingOptions = {
  /** As for `startService`. */
  readonly through?: readonly string[];
  /** Whether every call is a line. */
  readonly logsCalls?: boolean;
};

/** Starts voting on a store file and resolves when it listens, ready or not. */
export async function startVoting(file: string, options: VotingOptions = {}): Promise<Voting> {
  const { through = [], logsCalls = true } = options;
  // Without spans and lines more votes are in flight when the kill comes.
  const env = {
    VOTES_URL: `sqlite:${file}`,
    OTEL_TRACES_SAMPLER: "always_off",
    LOG_LEVEL: logsCalls ? "info" : "warn",
  };
  const service = await startService("voting", env, { through });
  const client = createGrpcClient(VotingServiceDefinition, `127.0.0.1:${service.ports["grpc"]}`);
  onTestFinished(() => client.close());
  return { ...service, client };
}

/** A path for a store in a new folder, which goes when the test ends. */
export function storeFile(): string {
  return join(temporaryFolder(), "votes.db");
}

/** The options of a call that may take ten seconds. */
export function within10s(signal?: AbortSignal): CallOptions {
  return within(10_000, signal);
}

export async function readyz({ ports }: Voting): Promise<{ status: number; body: string }> {
  const response = await fetch(`http://127.0.0.1:${ports["admin"]}/readyz`);
  return { status: response.status, body: await response.text() };
}

/** All votes that Results tells of. */
export async function sumOfTotals({ client }: Voting): Promise<bigint> {
  const { results } = await client.results({}, within10s());
  return results.reduce((sum, { total }) => sum + total, 0n);
}
