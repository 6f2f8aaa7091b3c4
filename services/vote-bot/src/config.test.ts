import { readConfig } from "@emojivoto/shared/config/read-config.ts";
import { expect, test } from "vitest";
import { configSchema, runTimeMs } from "./config.ts";

const faultsOf = (env: Record<string, string>): string[] => {
  try {
    readConfig(configSchema, env);
    return [];
  } catch (error) {
    return (error as Error).message.split("\n");
  }
};

const closed = { MODEL: "closed" };

test.each<[rule: string, met: Record<string, string>, broken: Record<string, string>, variable: string]>([
  ["stages come without a run time", { STAGES: "1s:5" }, { STAGES: "1s:5", TTL: "60" }, "TTL"],
  ["stages come without a rate", { STAGES: "1s:5" }, { STAGES: "1s:5", REQUEST_RATE: "1" }, "REQUEST_RATE"],
  ["a rate is of the open model", { REQUEST_RATE: "1" }, { ...closed, REQUEST_RATE: "1" }, "REQUEST_RATE"],
  ["users are of the closed model", { ...closed, VUS: "1" }, { VUS: "1" }, "VUS"],
  ["stages are of the open model", { STAGES: "1s:5" }, { ...closed, STAGES: "1s:5" }, "STAGES"],
  ["arrivals are of the open model", { ARRIVALS: "poisson" }, { ...closed, ARRIVALS: "poisson" }, "ARRIVALS"],
  ["users are no more than may be under way", { ...closed, VUS: "1000" }, { ...closed, VUS: "1001" }, "VUS"],
  ["a warm-up is shorter than its run", { TTL: "60", WARMUP: "59s" }, { TTL: "60", WARMUP: "60s" }, "WARMUP"],
  ["or than its stages", { STAGES: "20s:5,20s:9", WARMUP: "39s" }, { STAGES: "20s:5,20s:9", WARMUP: "40s" }, "WARMUP"],
  ["a run without an end may have any warm-up", { WARMUP: "500h" }, { TTL: "1", WARMUP: "500h" }, "WARMUP"],
  [
    "scenario auth has a key",
    { SCENARIO: "auth", APP_KEY: "k", APP_SECRET_FILE: "/s" },
    { SCENARIO: "auth", APP_SECRET_FILE: "/s" },
    "APP_KEY",
  ],
  [
    "scenario auth has a secret",
    { SCENARIO: "classic,auth=2", APP_KEY_FILE: "/k", APP_SECRET_FILE: "/s" },
    { SCENARIO: "classic,auth=2", APP_KEY_FILE: "/k" },
    "APP_SECRET_FILE",
  ],
])("%s", (_, met, broken, variable) => {
  expect(faultsOf(met)).toEqual([]);
  expect(faultsOf(broken)).toEqual([expect.stringMatching(new RegExp(`^${variable}: expected `))]);
});

test("more users may be under way where more visits may", () => {
  expect(faultsOf({ ...closed, VUS: "1001", MAX_IN_FLIGHT: "1001" })).toEqual([]);
});

test("every broken rule is told, and none that asks of a value at fault", () => {
  const env = { ...closed, STAGES: "1s:5", ARRIVALS: "poisson", TTL: "60", REQUEST_RATE: "2" };
  expect(faultsOf(env).map((line) => line.split(":")[0])).toEqual(["TTL", "REQUEST_RATE", "STAGES", "ARRIVALS"]);
  expect(faultsOf({ ...closed, STAGES: "soon", WARMUP: "9h" })).toEqual([expect.stringMatching(/^STAGES: /)]);
});

const timeOf = (env: Record<string, string>) => runTimeMs(readConfig(configSchema, env));

test("a run lasts as long as its time or its stages say, and for ever where neither does", () => {
  expect([timeOf({}), timeOf({ TTL: "90" }), timeOf({ TTL: "2m" }), timeOf({ STAGES: "30s:10,2m:100,30s:0" })]).toEqual(
    [Infinity, 90_000, 120_000, 180_000],
  );
});
