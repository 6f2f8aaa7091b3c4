import { setImmediate as turn } from "node:timers/promises";

/** Lets a run's starts come due at their times; it can be changed while it runs. */
export type Pace = {
  /** Calls `onDue` with each intended start, in milliseconds of `performance.now()`. Resolves at the end, or at `stop`. */
  run(onDue: (intendedMs: number) => void, stop: AbortSignal): Promise<void>;
  /** Starts of another making from now on, their offsets from now; undefined goes back to the run's own. */
  replace(offsets: Iterable<number> | undefined): void;
  /** Starts that would come due meanwhile do not take place. */
  pause(): void;
  resume(): void;
  isPaused(): boolean;
};

export type PaceOptions = {
  /** The run's start, in milliseconds of `performance.now()`. */
  readonly startMs: number;
  readonly durationMs: number;
  /** Intended starts, in milliseconds from the run's start. */
  readonly offsets: Iterable<number>;
};

/** After so many starts in one turn of the event loop, answers are let in. */
const maxStartsATurn = 32;

/** Timers are some 0.5 ms late. Starts this far apart are waited for to the point, at up to a millisecond of CPU each. */
const sparseMs = 20;

export function createPace({ startMs, durationMs, offsets }: PaceOptions): Pace {
  const endMs = startMs + durationMs;
  // The run's own starts come due also while others replace them: nobody takes them, and going back skips no more
  // than the loop is late.
  const own = startsOf(offsets, startMs);
  let current = own;
  let isPaused = false;
  let wake: (() => void) | undefined;

  const waitUntil = (timeMs: number, isSparse: boolean) =>
    new Promise<void>((resolve) => {
      const leftMs = timeMs - performance.now();
      const timer = leftMs === Infinity ? undefined : setTimeout(resolve, timerMs(leftMs, isSparse));
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  return {
    run: async (onDue, stop) => {
      stop.addEventListener("abort", () => wake?.(), { once: true });
      let [lastMs, inTurn] = [startMs, 0];
      while (!stop.aborted) {
        const source = current.nextMs() <= own.nextMs() ? current : own;
        const nextMs = Math.min(source.nextMs(), endMs);
        const nowMs = performance.now();
        if (nextMs > nowMs) {
          inTurn = 0;
          // oxlint-disable-next-line no-await-in-loop -- it waits for the next start
          await (nextMs - nowMs < 1 && nextMs - lastMs >= sparseMs
            ? turn()
            : waitUntil(nextMs, nextMs - lastMs >= sparseMs));
          continue;
        }
        if (nextMs >= endMs) return;
        lastMs = nextMs;
        source.advance();
        if (source === current && !isPaused) onDue(nextMs);
        if (++inTurn % maxStartsATurn === 0) await turn();
      }
    },
    replace: (other) => {
      current = other === undefined ? own : startsOf(other, performance.now());
      if (current === own) own.skipTo(performance.now());
      wake?.();
    },
    pause: () => {
      isPaused = true;
    },
    resume: () => {
      isPaused = false;
      current.skipTo(performance.now());
    },
    isPaused: () => isPaused,
  };
}

/** The longest delay that Node's timers keep. */
const maxTimerMs = 2_147_483_647;

/** A sparse start is woken for early, and awaited turn by turn from there. */
function timerMs(leftMs: number, isSparse: boolean): number {
  return Math.min(Math.max(isSparse ? Math.floor(leftMs) - 1 : leftMs, 0), maxTimerMs);
}

function startsOf(offsets: Iterable<number>, fromMs: number) {
  const iterator = offsets[Symbol.iterator]();
  const read = () => {
    const result = iterator.next();
    return result.done ? Infinity : fromMs + result.value;
  };
  let nextMs = read();
  return {
    /** Infinity when there are no more. */
    nextMs: () => nextMs,
    advance: () => {
      nextMs = read();
    },
    skipTo: (timeMs: number) => {
      while (nextMs < timeMs) nextMs = read();
    },
  };
}
