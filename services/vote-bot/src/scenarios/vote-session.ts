import { PassThrough } from "node:stream";
import type { Ballot, BallotReceipt, VotingServiceDefinition } from "@emojivoto/proto/voting";
import type { GrpcClient } from "@emojivoto/shared/grpc/client/create-grpc-client.ts";
import { VisitError } from "../run/visit-error.ts";
import { toSessionError } from "./session-error.ts";

/** One VoteSession, whose ballots are cast one after another; what goes wrong with it is a VisitError. */
export type VoteSession = {
  cast(ballot: Ballot): Promise<BallotReceipt>;
  /** Sends no more, and waits until voting has ended the session too. */
  end(): Promise<void>;
  /** Cancels it; for one that has not ended. */
  close(): void;
};

export type VoteSessionOptions = {
  /** For messages: host:port. */
  readonly votingAddress: string;
  /** Of one answer. */
  readonly timeoutMs: number;
  /** Of the whole session. */
  readonly deadline: Date;
  /** Cuts it off. */
  readonly signal: AbortSignal;
  readonly token: string | undefined;
};

type OpenStream = GrpcClient<typeof VotingServiceDefinition>["voteSession"];

/** The stream opens with the first ballot. */
export function openVoteSession(openStream: OpenStream, options: VoteSessionOptions): VoteSession {
  const { timeoutMs, deadline, signal, token } = options;
  const ballots = new PassThrough({ objectMode: true });
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const receipts = openStream(ballots, { deadline, signal: either, token })[Symbol.asyncIterator]();
  let hasAnswered = false;
  let isTimedOut = false;

  const next = async () => {
    const timer = setTimeout(() => {
      isTimedOut = true;
      stop.abort();
    }, timeoutMs);
    try {
      const result = await receipts.next();
      hasAnswered = true;
      return result;
    } catch (error) {
      throw toSessionError(error, { ...options, hasAnswered, isTimedOut });
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    cast: async (ballot) => {
      ballots.write(ballot);
      const { done, value: receipt } = await next();
      if (done) throw new VisitError("VoteSession: voting ended it before its receipt", { errorType: "stream_ended" });
      if (receipt.ballotId !== ballot.ballotId) throw outOfOrder();
      return receipt;
    },
    end: async () => {
      ballots.end();
      const { done } = await next();
      if (!done) throw outOfOrder();
    },
    close: () => stop.abort(),
  };
}

function outOfOrder(): VisitError {
  return new VisitError("VoteSession: voting sent a receipt for another ballot", { errorType: "out_of_order" });
}
