/** A visit that is due. */
export type DueVisit = {
  /** Its place among the starts, from 1, whatever became of the others. */
  readonly number: number;
  /** When it was meant to start, in milliseconds of `performance.now()`. */
  readonly startMs: number;
  /** Aborts, with an Error that says why, when the visit is to be cut off. */
  readonly signal: AbortSignal;
};

export type RunVisitsOptions = {
  /** Intended starts; a shape makes them. */
  readonly starts: AsyncIterable<number>;
  /** Makes the visit; undefined when it is not to be made now. */
  readonly visit: (due: DueVisit) => Promise<void> | undefined;
  /** Called instead of `visit` while `maxInFlight` visits are under way. */
  readonly onDropped: (number: number) => void;
  readonly maxInFlight: number;
  readonly visitTimeoutMs: number;
  /** Once it aborts, visits under way get `drainTimeoutMs` more. */
  readonly stop: AbortSignal;
  readonly drainTimeoutMs: number;
};

/** Starts each visit at its time without waiting for those before it (an open model); resolves when all are over. */
export async function runVisits(options: RunVisitsOptions): Promise<void> {
  const { starts, visit, onDropped, maxInFlight, visitTimeoutMs, stop, drainTimeoutMs } = options;
  const inFlight = new Map<AbortController, Promise<void>>();
  const cutOff = () => {
    for (const controller of inFlight.keys()) controller.abort(new Error("cut off because the bot was told to stop"));
  };
  stop.addEventListener("abort", () => setTimeout(cutOff, drainTimeoutMs).unref(), { once: true });

  let number = 0;
  for await (const startMs of starts) {
    number++;
    if (inFlight.size >= maxInFlight) {
      onDropped(number);
      continue;
    }
    const controller = new AbortController();
    const made = visit({ number, startMs, signal: controller.signal });
    if (made === undefined) continue;
    const timer = setTimeout(
      () => controller.abort(new Error(`no answer within ${visitTimeoutMs / 1_000} s`)),
      visitTimeoutMs,
    );
    const over = made.finally(() => {
      clearTimeout(timer);
      inFlight.delete(controller);
    });
    inFlight.set(controller, over);
  }
  await Promise.all(inFlight.values());
}
