import { setImmediate as turn } from "node:timers/promises";

export type ClosedRun = {
  readonly users: number;
  /** Makes a visit and resolves when it is over. */
  readonly visit: (intendedMs: number) => Promise<void>;
  /** Resolves at once, or when visits are wanted again. */
  readonly untilWanted: () => Promise<void>;
  /** No visit starts once it has aborted. */
  readonly over: AbortSignal;
};

/**
 * A closed model: each user starts a visit when the one before is over, so a slow web is asked less, and its
 * slowness is seen by few. Resolves when every user has been told of the end; their last visits may be under way.
 */
export async function runClosed({ users, visit, untilWanted, over }: ClosedRun): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    if (over.aborted) resolve();
    else over.addEventListener("abort", () => resolve(), { once: true });
  });
  const live = async () => {
    while (!over.aborted) {
      // oxlint-disable-next-line no-await-in-loop -- one visit after the other is what a user is
      await untilWanted();
      if (over.aborted) return;
      await visit(performance.now());
      // A visit that fails without any I/O would otherwise starve the timers.
      await turn();
    }
  };
  for (let user = 0; user < users; user++) void live();
  await ended;
}
