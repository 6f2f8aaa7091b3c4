import { catalogue } from "@emojivoto/proto/catalogue";
import { type Emoji, EmojiServiceDefinition } from "@emojivoto/proto/emoji";
import { type VoteResponse, VotingServiceDefinition } from "@emojivoto/proto/voting";
import { type CallOptions, createGrpcClient } from "@emojivoto/shared/grpc/client/create-grpc-client.ts";
import type { Logger } from "@emojivoto/shared/log/create-logger.ts";
import type { Metrics } from "@emojivoto/shared/telemetry/metrics/metrics.ts";
import { createCatalogueCopy } from "./catalogue-copy.ts";

/** An emoji with votes. */
export type Standing = { readonly shortcode: string; readonly unicode: string; readonly votes: bigint };

/** The emoji and voting services as the routes use them; every call rejects with an AppError. */
export type Backends = {
  /** Every listed emoji; always one ListAll. */
  listAll(call: CallOptions): Promise<readonly Emoji[]>;
  /** The emoji of a shortcode; always one FindByShortcode. */
  find(shortcode: string, call: CallOptions): Promise<Emoji | undefined>;
  /** The emoji of a shortcode from web's copy of the list. */
  known(shortcode: string, call: CallOptions): Promise<Emoji | undefined>;
  /** One vote, by the emoji's own method. */
  vote(shortcode: string, ballotId: string, call: CallOptions): Promise<VoteResponse>;
  /** Emoji with votes, most first; one Results call. */
  leaderboard(call: CallOptions): Promise<readonly Standing[]>;
  close(): Promise<void>;
};

export type BackendsOptions = {
  readonly emojiAddress: string;
  readonly votingAddress: string;
  /** For how long a call is sent again to a backend that cannot be reached. */
  readonly retryTimeoutMs: number;
  readonly log: Logger;
  /** Where the calls' durations are kept. */
  readonly metrics: Metrics;
  /** The token for calls that web makes for itself. */
  readonly ownToken: () => string | undefined;
};

const voteMethods = new Map(catalogue.map(({ shortcode, voteMethod }) => [shortcode, voteMethod]));

/** Longest time a refresh of the emoji list may take. */
const refreshTimeoutMs = 5_000;

export function createBackends(options: BackendsOptions): Backends {
  const { emojiAddress, votingAddress, retryTimeoutMs, log, metrics, ownToken } = options;
  const emoji = createGrpcClient(EmojiServiceDefinition, emojiAddress, { metrics, retryTimeoutMs });
  const voting = createGrpcClient(VotingServiceDefinition, votingAddress, { metrics, retryTimeoutMs });
  const copy = createCatalogueCopy(log);
  const stopping = new AbortController();
  const listAll = async (call: CallOptions) => (await emoji.listAll({}, call)).list;
  const ownListAll = () =>
    listAll({ deadline: new Date(Date.now() + refreshTimeoutMs), signal: stopping.signal, token: ownToken() });
  const refreshing = copy.keepFresh(ownListAll, stopping.signal);
  return {
    listAll,
    find: async (shortcode, call) => (await emoji.findByShortcode({ Shortcode: shortcode }, call)).Emoji,
    known: async (shortcode, call) => {
      const found = (await copy.get(() => listAll(call))).get(shortcode);
      return voteMethods.has(shortcode) ? found : undefined;
    },
    vote: (shortcode, ballotId, call) => {
      const method = voteMethods.get(shortcode);
      if (method === undefined) throw new Error(`no vote method for ${shortcode}`);
      return voting[method]({ ballotId }, call);
    },
    leaderboard: async (call) => {
      const [{ results }, list] = await Promise.all([voting.results({}, call), copy.get(() => listAll(call))]);
      return results.map(({ Shortcode: shortcode, Votes, total }) => ({
        shortcode,
        unicode: list.get(shortcode)?.unicode ?? "",
        // A voting of the Go emojivoto, beside which web may run during an upgrade, sends no total.
        votes: total || BigInt(Votes),
      }));
    },
    close: async () => {
      stopping.abort();
      await refreshing;
      emoji.close();
      voting.close();
    },
  };
}
