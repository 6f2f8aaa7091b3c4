import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { type DueVisit, runVisits, type RunVisitsOptions } from "./run-visits.ts";
import { constantRate } from "./shapes/constant-rate.ts";

const never = new AbortController().signal;

const options: RunVisitsOptions = {
  starts: constantRate({ ratePerSecond: 1_000, durationMs: 0 }, never),
  visit: () => undefined,
  onDropped: () => {},
  maxInFlight: 1_000,
  visitTimeoutMs: 10_000,
  stop: never,
  drainTimeoutMs: 10_000,
};

const starts = (count: number, stop = never) => constantRate({ ratePerSecond: 1_000, durationMs: count - 0.5 }, stop);

const untilAborted = ({ signal }: DueVisit) =>
  new Promise<string>((resolve) => {
    signal.addEventListener("abort", () => resolve((signal.reason as Error).message));
  });

test("visits start while those before them hang", async () => {
  const hanging: (() => void)[] = [];
  await runVisits({
    ...options,
    starts: starts(20),
    visit: ({ number }) => {
      const hang = Promise.withResolvers<void>();
      hanging.push(hang.resolve);
      if (number === 20) for (const end of hanging) end();
      return hang.promise;
    },
  });
  expect(hanging).toHaveLength(20);
});

test("a visit is cut off at its timeout", async () => {
  const reasons: string[] = [];
  await runVisits({
    ...options,
    starts: starts(1),
    visitTimeoutMs: 50,
    visit: async (due) => void reasons.push(await untilAborted(due)),
  });
  expect(reasons).toEqual(["no answer within 0.05 s"]);
});

test("a visit beyond the limit is dropped, and the numbers go on", async () => {
  const made: number[] = [];
  const dropped: number[] = [];
  const hang = Promise.withResolvers<void>();
  await runVisits({
    ...options,
    starts: starts(6),
    maxInFlight: 2,
    visit: ({ number }) => {
      made.push(number);
      return hang.promise;
    },
    onDropped: (number) => {
      if (dropped.push(number) === 4) hang.resolve();
    },
  });
  expect(made).toEqual([1, 2]);
  expect(dropped).toEqual([3, 4, 5, 6]);
});

test("after a stop no visit starts, those under way finish, and one that hangs is cut off", async () => {
  const stop = new AbortController();
  const ended: string[] = [];
  await runVisits({
    ...options,
    starts: starts(1_000, stop.signal),
    stop: stop.signal,
    drainTimeoutMs: 50,
    visit: async (due) => {
      if (due.number === 2) stop.abort();
      ended.push(due.number === 1 ? await untilAborted(due) : await delay(20, "finished"));
    },
  });
  expect(ended).toEqual(["finished", "cut off because the bot was told to stop"]);
});
