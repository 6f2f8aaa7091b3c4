import type { Health } from "@emojivoto/shared/lifecycle/health.ts";
import type { Logger } from "@emojivoto/shared/log/create-logger.ts";
import { votingErrors } from "../errors.ts";
import type { BallotBox } from "./ballot-box.ts";
import { retry } from "./retry.ts";
import { StoreFault, toStoreFault } from "./store-fault.ts";

/** The way to a ballot box that may fail: it tells why, and comes back by itself when the cause is gone. */
export type Connection = {
  /** Runs `work`, which takes votes. Throws `store_unavailable` at once while the last write has failed. */
  write<T>(work: (box: BallotBox) => T): T;
  /** Runs `work`, which reads. Throws `store_unavailable` when even that is impossible. */
  read<T>(work: (box: BallotBox) => T): T;
  close(): void;
};

export type ConnectionOptions = {
  readonly open: () => BallotBox;
  /** Gets the part `store`. */
  readonly health: Health;
  /** Gets one line whenever the state changes. */
  readonly log: Logger;
};

const notOpenYet = new StoreFault("it is not open yet");

export function createConnection({ open, health, log }: ConnectionOptions): Connection {
  const closing = new AbortController();
  let box: BallotBox | undefined;
  let fault: StoreFault | undefined = notOpenYet;

  const setFault = (next: StoreFault | undefined) => {
    const before = fault;
    fault = next;
    if (next?.message === before?.message) return;
    health.set("store", next && unavailable(next).message);
    if (next) log.error({ cause: causeOf(next) }, unavailable(next).message);
    else if (before === notOpenYet) log.info("the vote store is open");
    else log.info({ after: before?.message }, "the vote store takes votes again");
  };

  const fail = (error: unknown): StoreFault => {
    const next = toStoreFault(error);
    if (next === undefined) throw error;
    if (!next.readable) {
      closeQuietly(box);
      box = undefined;
    }
    setFault(next);
    return next;
  };

  const connect = (): boolean => {
    try {
      box ??= open();
      // No vote reaches a service that is not ready: only this tells that writing works again.
      box.probeWrite();
    } catch (error) {
      fail(error);
      return false;
    }
    setFault(undefined);
    return true;
  };

  const use = <T>(work: (box: BallotBox) => T): T => {
    if (box === undefined) throw unavailable(fault);
    const retrying = fault !== undefined;
    try {
      return work(box);
    } catch (error) {
      const next = fail(error);
      if (!retrying) void retry(connect, closing.signal);
      throw unavailable(next);
    }
  };

  if (!connect()) void retry(connect, closing.signal);
  return {
    read: use,
    write: (work) => {
      if (fault !== undefined) throw unavailable(fault);
      return use(work);
    },
    close: () => {
      closing.abort();
      fault = new StoreFault("voting is stopping");
      box?.close();
      box = undefined;
    },
  };
}

function unavailable(fault: StoreFault | undefined) {
  return votingErrors.storeUnavailable(fault?.message ?? "it is closed", { cause: fault });
}

function causeOf({ cause }: StoreFault): unknown {
  return cause instanceof Error ? cause.message : cause;
}

/** A damaged database may fail to close as well; there is nothing more to lose by it. */
function closeQuietly(box: BallotBox | undefined): void {
  try {
    box?.close();
  } catch {
    // the fault that led here is the one to tell
  }
}
