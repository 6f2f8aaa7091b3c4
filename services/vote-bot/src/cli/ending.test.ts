import { expect, test } from "vitest";
import { type EndingFacts, endingOf } from "./ending.ts";

const fine: EndingFacts = { isAborted: false, isBroken: false, isStopped: false, hasConnected: true, areMet: true };

test.each<[what: string, facts: Partial<EndingFacts>, end: string, exitCode: number]>([
  ["runs its time", {}, "finished", 0],
  ["breaks a threshold", { areMet: false }, "finished", 99],
  ["is asked to stop", { isStopped: true }, "stopped", 0],
  ["is asked to stop, and breaks a threshold", { isStopped: true, areMet: false }, "stopped", 99],
  ["is asked to stop twice", { isStopped: true, isAborted: true, areMet: false }, "aborted", 105],
  ["is ended by a threshold", { isBroken: true, areMet: false }, "threshold", 108],
  [
    "is ended by a threshold, and then asked to stop",
    { isBroken: true, isStopped: true, areMet: false },
    "threshold",
    108,
  ],
  ["never connects", { hasConnected: false }, "unreachable", 69],
  ["never connects, which no threshold survives", { hasConnected: false, areMet: false }, "unreachable", 69],
  ["is asked to stop before it could connect", { hasConnected: false, isStopped: true }, "stopped", 0],
])("a run that %s ends so, with its exit code", (_, facts, end, exitCode) => {
  expect(endingOf({ ...fine, ...facts })).toEqual({ end, exitCode });
});
