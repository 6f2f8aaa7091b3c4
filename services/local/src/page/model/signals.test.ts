import { expect, test } from "vitest";
import type { Signals } from "../../traces/api.ts";
import { seriesShown } from "./series-shown.ts";
import { stepTimesSeconds, stepWindow, successRatios } from "./signal-window.ts";

function series(
  service: string,
  operation: string | undefined,
  rates: number[],
  errors: number[] = rates.map(() => 0),
) {
  const none = rates.map(() => null);
  const names = operation === undefined ? { service } : { service, operation };
  return { ...names, requestsPerSecond: rates, errorsPerSecond: errors, p50Ms: none, p95Ms: none, p99Ms: none };
}

const signals: Signals = {
  stepSeconds: 5,
  endTimeMs: 100_000,
  series: [
    series("web", "GET /rare", [1, 0, 0]),
    series("web", undefined, [0, 4, 8], [0, 1, 0]),
    series("web", "GET /busy", [0, 4, 8]),
    series("emoji", undefined, [1, 1, 1]),
  ],
};

const names = (shown: Signals["series"]) => shown.map(({ service, operation }) => operation ?? service);

test("all services are shown by their totals; one by its total and then its operations, busiest first", () => {
  expect(names(seriesShown(signals.series, undefined, undefined))).toEqual(["emoji", "web"]);
  expect(names(seriesShown(signals.series, "web", undefined))).toEqual(["web", "GET /busy", "GET /rare"]);
  expect(names(seriesShown(signals.series, "web", "GET /rare"))).toEqual(["GET /rare"]);
});

test("each step's window ends where the next begins, and the last one at the end", () => {
  expect(stepTimesSeconds(signals, 3)).toEqual([90, 95, 100]);
  expect([0, 1, 2].map((at) => stepWindow(signals, 3, at))).toEqual([
    { fromMs: 85_000, toMs: 90_000 },
    { fromMs: 90_000, toMs: 95_000 },
    { fromMs: 95_000, toMs: 100_000 },
  ]);
});

test("a step without requests has no success ratio", () => {
  expect(successRatios(signals.series[1]!)).toEqual([null, 0.75, 1]);
});
