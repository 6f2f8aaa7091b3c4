import { expect, test } from "vitest";
import { faultsOfStages, parseStages } from "./parse-stages.ts";

test("durations and rates, in the order of the run", () => {
  expect(parseStages("30s:10, 1m30s:100.5 ,0s:7")).toEqual([
    { durationMs: 30_000, ratePerSecond: 10 },
    { durationMs: 90_000, ratePerSecond: 100.5 },
    { durationMs: 0, ratePerSecond: 7 },
  ]);
});

test("every fault is told, with the stage it is in", () => {
  expect(faultsOfStages("30:10,1m:fast,2m,-1s:1e9")).toEqual([
    "stage 1: expected a duration like `30s` or `2m`, got `30`",
    "stage 2: expected a rate from 0 to 100000 visits a second, got `fast`",
    "stage 3: expected a duration and a rate like `30s:10`, got `2m`",
    "stage 4: expected a duration like `30s` or `2m`, got `-1s`",
    "stage 4: expected a rate from 0 to 100000 visits a second, got `1e9`",
  ]);
  expect(faultsOfStages("30s:0,0s:10")).toEqual(["expected a stage with both a duration and a rate above 0"]);
});

test.each([
  "",
  "30s",
  "30s:",
  ":10",
  "30s:10,",
  "30s:10:5",
  "30s:-1",
  "30s:100001",
  "600h:1",
  "30s:10;5s:1",
  "30s:NaN",
])("`%s` is not stages, and says why", (text) => {
  expect(parseStages(text)).toBeUndefined();
  expect(faultsOfStages(text)).not.toEqual([]);
});

test("what is without fault is read, and only that", () => {
  expect(faultsOfStages("30s:10,2m:100,30s:0")).toEqual([]);
  expect(parseStages("30s:10,2m:100,30s:0")).toHaveLength(3);
});
