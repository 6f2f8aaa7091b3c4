/** The visits that have started and are not over. */
export type VisitsUnderWay = {
  count(): number;
  /** Follows a visit until it is over; its signal aborts when the visits are cut off. */
  add(make: (signal: AbortSignal) => Promise<unknown>): Promise<void>;
  /** Resolves when all are over: they are cut off after `graceMs`, or when `abort` aborts. */
  drain(graceMs: number, abort: AbortSignal): Promise<void>;
};

export function createVisitsUnderWay(): VisitsUnderWay {
  const visits = new Map<AbortController, Promise<void>>();
  const cutOff = (reason: string) => {
    for (const controller of visits.keys()) controller.abort(new Error(reason));
  };
  return {
    count: () => visits.size,
    add: (make) => {
      const controller = new AbortController();
      const over = make(controller.signal).then(() => void visits.delete(controller));
      visits.set(controller, over);
      return over;
    },
    drain: async (graceMs, abort) => {
      const onAbort = () => cutOff("cut off because the run was aborted");
      const timer = setTimeout(cutOff, graceMs, `cut off ${graceMs / 1_000} s after the end of the run`);
      if (abort.aborted) onAbort();
      else abort.addEventListener("abort", onAbort, { once: true });
      await Promise.all(visits.values());
      clearTimeout(timer);
      abort.removeEventListener("abort", onAbort);
    },
  };
}
