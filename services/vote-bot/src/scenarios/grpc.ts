import { catalogue } from "@emojivoto/proto/catalogue";
import { VotingServiceDefinition } from "@emojivoto/proto/voting";
import { statusNameOf } from "@emojivoto/shared/errors/status.ts";
import { createGrpcClient } from "@emojivoto/shared/grpc/client/create-grpc-client.ts";
import type { Metrics } from "@emojivoto/shared/telemetry/metrics/metrics.ts";
import { v7 as uuidv7 } from "uuid";
import { VisitError } from "../run/visit-error.ts";
import type { AccessToken } from "../sign-in/access-token.ts";
import { inBallotSpan } from "./in-ballot-span.ts";
import { doughnut } from "./pick-emoji.ts";
import type { Scenario, Visitor } from "./scenario.ts";
import { openVoteSession, type VoteSession } from "./vote-session.ts";

export type GrpcParts = {
  /** host:port */
  readonly votingAddress: string;
  /** Of one ballot, from its send to its receipt. */
  readonly timeoutMs: number;
  /** For visits that sign in through web; without it they send no token. */
  readonly accessToken: AccessToken | undefined;
  readonly metrics?: Metrics;
};

const { fullName, methods } = VotingServiceDefinition;
const route = `${fullName}/${methods.voteSession.name}`;
const shortcodes = catalogue.filter(({ listed }) => listed).map(({ shortcode }) => shortcode);
const ballotsAVisit = 5;

/** A visit straight to voting: five ballots, one after another, on one VoteSession. */
export function createGrpcScenario(parts: GrpcParts): Scenario & { close(): void } {
  const { votingAddress, timeoutMs, accessToken, metrics } = parts;
  const client = createGrpcClient(VotingServiceDefinition, votingAddress, metrics && { metrics });
  return {
    name: "grpc",
    routes: accessToken === undefined ? [route] : ["/auth", route],
    visit: async (visitor) => {
      const token = await accessToken?.get(visitor);
      // The server is told when nobody waits any more; each ballot's own limit comes first.
      const deadline = new Date(Date.now() + (ballotsAVisit + 1) * timeoutMs);
      const { signal } = visitor;
      const session = openVoteSession(client.voteSession, { votingAddress, timeoutMs, deadline, signal, token });
      try {
        for (let ballot = 0; ballot < ballotsAVisit; ballot++) await cast(visitor, session);
        await session.end();
      } catch (error) {
        session.close();
        const isRefused = error instanceof VisitError && error.status === "UNAUTHENTICATED";
        if (isRefused && token !== undefined) accessToken?.refused(token);
        throw error;
      }
    },
    close: () => client.close(),
  };
}

async function cast({ choose, measure }: Visitor, session: VoteSession): Promise<void> {
  const choice = choose(shortcodes);
  await measure({
    method: "gRPC",
    route,
    expects: choice === doughnut ? ["UNKNOWN"] : [],
    work: (onSpan) =>
      inBallotSpan(choice, onSpan, async (traceparent) => {
        const receipt = await session.cast({ shortcode: choice, ballotId: uuidv7(), traceparent });
        return { status: statusNameOf(receipt.code), value: undefined };
      }),
  });
}
