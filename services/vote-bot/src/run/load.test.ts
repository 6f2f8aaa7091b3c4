import { readConfig } from "@emojivoto/shared/config/read-config.ts";
import { expect, test } from "vitest";
import { configSchema } from "../config.ts";
import { loadOf } from "./load.ts";

const load = (env: Record<string, string>) => loadOf(readConfig(configSchema, env));

const flat = { REQUEST_RATE: "200", TTL: "30s" };

test("a warm-up of auto ramps up to the rate and is not measured, and then the rate holds", () => {
  const { warmupMs, durationMs, description } = load({ ...flat, WARMUP: "auto" });
  expect({ warmupMs, durationMs }).toEqual({ warmupMs: 10_000, durationMs: 30_000 });
  expect(description).toBe("ramp 0 → 200/s in 10 s, held for 20 s, evenly spaced");
});

test.each([
  [flat, 0, "constant 200/s for 30 s, evenly spaced"],
  [{ ...flat, WARMUP: "5s" }, 5_000, "constant 200/s for 30 s, evenly spaced"],
  [{ ...flat, WARMUP: "auto", TTL: "0" }, 0, "constant 200/s without an end, evenly spaced"],
  [{ WARMUP: "auto", STAGES: "9s:30" }, 0, "ramp 0 → 30/s in 9 s, evenly spaced"],
  [{ MODEL: "closed", TTL: "30s" }, 0, "closed: 1 user, one visit after the other, for 30 s"],
  [
    { WARMUP: "auto", MODEL: "closed", VUS: "2", TTL: "30s" },
    10_000,
    "closed: 2 users, each one visit after the other, for 30 s",
  ],
])("with %o the first %d ms are left out of: %s", (env, warmupMs, description) => {
  expect(load(env)).toMatchObject({ warmupMs, description });
});
