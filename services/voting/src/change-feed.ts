import { EventEmitter, once } from "node:events";

/** Tells any number of watchers of a state that may change faster than they should hear of it. */
export type ChangeFeed<State> = {
  /** Notes that the state has changed. */
  changed(): void;
  /**
   * The state now, and after changes the newest one, until `signal` aborts, which ends it without an error. States that
   * a watcher was too slow for are left out. Throws what `read` rejects with.
   */
  watch(signal: AbortSignal): AsyncGenerator<State, void, void>;
};

export type ChangeFeedOptions<State> = {
  /** Reads the newest state: once for all who are to be told of it, and in the async context of the first of them. */
  readonly read: () => Promise<State>;
  /** Least time between two changes that watchers are told of. */
  readonly intervalMs: number;
};

export function createChangeFeed<State>({ read, intervalMs }: ChangeFeedOptions<State>): ChangeFeed<State> {
  const ticks = new EventEmitter().setMaxListeners(0);
  let tick = 0;
  let tickAtMs = -Infinity;
  let timer: NodeJS.Timeout | undefined;
  let watchers = 0;
  /** Undefined from a change, or a failed read, to the next read. */
  let newest: Promise<State> | undefined;

  const readNewest = () => {
    if (newest !== undefined) return newest;
    const reading = read();
    newest = reading;
    reading.catch(() => {
      if (newest === reading) newest = undefined;
    });
    return reading;
  };

  const onTick = () => {
    timer = undefined;
    tick++;
    tickAtMs = performance.now();
    ticks.emit("tick");
  };

  return {
    changed: () => {
      newest = undefined;
      if (watchers > 0) timer ??= setTimeout(onTick, Math.max(0, tickAtMs + intervalMs - performance.now()));
    },
    async *watch(signal) {
      watchers++;
      let told: Promise<State> | undefined;
      try {
        while (!signal.aborted) {
          const seenTick = tick;
          const state = readNewest();
          if (state !== told) yield await state;
          told = state;
          if (tick === seenTick) await once(ticks, "tick", { signal }).catch(() => {});
        }
      } finally {
        watchers--;
      }
    },
  };
}
