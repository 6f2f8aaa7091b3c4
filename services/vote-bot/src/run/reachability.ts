/** One visit's part in it. */
export type Admission = {
  /**
   * To be told when the visit is over, and why it did not connect, if so. Returns whether that is part of an
   * outage which is told of on its own.
   */
  ended(unreachableReason: string | undefined): boolean;
};

/** Whether web can be reached, as the visits find it. */
export type Reachability = {
  /** Undefined when a visit that starts now would only knock on a closed door. */
  admit(): Admission | undefined;
};

type Listener = {
  /** Once an outage. */
  down(reason: string): void;
  up(outageMs: number): void;
};

const firstRetryMs = 500;
const maxRetryMs = 10_000;

/**
 * While web cannot be reached, one visit at a time is let through to try: after half a second, then after twice
 * as long each time, to ten seconds, each less up to half at random so that many bots do not try at once.
 */
export function createReachability(
  listener: Listener,
  nowMs: () => number = () => performance.now(),
  random: () => number = Math.random,
): Reachability {
  let outage: { readonly sinceMs: number; retryAtMs: number; tries: number } | undefined;
  let outages = 0;
  const retryAtMs = (tries: number) => nowMs() + Math.min(firstRetryMs * 2 ** tries, maxRetryMs) * (1 - random() / 2);

  /** A visit that began before the outage, or one before that, says nothing about now. */
  const asUsual = (): Admission => {
    const outagesBefore = outages;
    return {
      ended: (reason) => {
        if (reason === undefined) return false;
        if (outages !== outagesBefore) return true;
        outages++;
        outage = { sinceMs: nowMs(), retryAtMs: retryAtMs(0), tries: 1 };
        listener.down(reason);
        return true;
      },
    };
  };
  const asProbe = (current: NonNullable<typeof outage>): Admission => ({
    ended: (reason) => {
      if (reason !== undefined) {
        current.retryAtMs = retryAtMs(current.tries++);
        return true;
      }
      outage = undefined;
      listener.up(nowMs() - current.sinceMs);
      return false;
    },
  });
  return {
    admit: () => {
      if (outage === undefined) return asUsual();
      if (nowMs() < outage.retryAtMs) return undefined;
      outage.retryAtMs = Infinity;
      return asProbe(outage);
    },
  };
}

/** For a run with an end, which keeps its schedule whatever happens. */
export function alwaysAdmit(): Reachability {
  return { admit: () => ({ ended: () => false }) };
}
