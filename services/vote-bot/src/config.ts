import { randomInt } from "node:crypto";
import { serviceVariables } from "@emojivoto/shared/config/service-variables.ts";
import {
  choice,
  duration,
  integer,
  number,
  optionalPath,
  optionalText,
  parsed,
} from "@emojivoto/shared/config/variables.ts";
import { z } from "zod";
import { parseHostHeader } from "./parse-host-header.ts";
import { parseRunTime } from "./parse-run-time.ts";
import { parseTarget } from "./parse-target.ts";
import { parseScenarioMix, scenarioNames, signsIn } from "./scenarios/scenario-mix.ts";

const scenarios = scenarioNames.map((name) => `\`${name}\``).join(" or ");

/** Every variable; `flag` is the command line's name for it. */
const variables = z.object({
  WEB_HOST: parsed("http://localhost:8080", "host:port or an http:// URL without a path", parseTarget)
    .meta({ flag: "target" })
    .describe("Where web is: host:port or an http:// URL"),
  REQUEST_RATE: number(1, 0.001, 100_000).meta({ flag: "rate" }).describe("Visits a second; fractions are allowed"),
  TTL: parsed("0", "whole seconds or a duration like `90s` or `24h`, at most `596h`", parseRunTime)
    .meta({ flag: "duration" })
    .describe("How long to run: seconds or a duration; 0 is for ever"),
  SCENARIO: parsed("classic", `${scenarios}, or weights like \`classic=3,auth=1\``, parseScenarioMix)
    .meta({ flag: "scenario" })
    .describe("What a visit does: classic, auth, or weights like classic=3,auth=1"),
  DOUGHNUT: number(0.15, 0, 1).meta({ flag: "doughnut" }).describe("Share of votes for :doughnut:, which fail"),
  SEED: optionalText()
    .transform((seed) => seed ?? String(randomInt(2 ** 32)))
    .meta({ flag: "seed", fallback: "random" })
    .describe("Any text; the same seed makes the same choices"),
  VISIT_TIMEOUT: duration("10s")
    .refine((timeoutMs) => timeoutMs > 0, "expected a duration above 0, got `0`")
    .meta({ flag: "timeout" })
    .describe("Time after which a visit is cut off"),
  APP_KEY: optionalText().meta({ flag: "app-key" }).describe("App key that scenario auth signs in with"),
  APP_KEY_FILE: optionalPath().describe("File with the app key, read when APP_KEY is unset"),
  APP_SECRET_FILE: optionalPath().meta({ flag: "app-secret-file" }).describe("File with the app's secret"),
  MAX_IN_FLIGHT: integer(1_000, 1, 1_000_000)
    .meta({ flag: "max-in-flight" })
    .describe("Visits at a time; a visit beyond it is dropped and counted"),
  HOST_OVERRIDE: parsed("", "a host name, with a port or without", parseHostHeader).describe("Host header to send"),
  VISIT_LINES: choice("upstream", ["upstream", "detail"]).describe(
    "A line a visit: as Go emojivoto prints it, or with status, time and trace id",
  ),
  ...serviceVariables,
});

/** Runs whatever other variables are at fault, so that all faults are told at once. */
const whenScenarioIsKnown = ({ value }: { value: unknown }) => Array.isArray((value as { SCENARIO: unknown }).SCENARIO);

export const configSchema = variables
  .refine(({ SCENARIO, APP_KEY, APP_KEY_FILE }) => !signsIn(SCENARIO) || Boolean(APP_KEY ?? APP_KEY_FILE), {
    path: ["APP_KEY"],
    error: "expected the app key that scenario `auth` signs in with: set APP_KEY, APP_KEY_FILE or --app-key",
    when: whenScenarioIsKnown,
  })
  .refine(({ SCENARIO, APP_SECRET_FILE }) => !signsIn(SCENARIO) || Boolean(APP_SECRET_FILE), {
    path: ["APP_SECRET_FILE"],
    error:
      "expected a file with the secret that scenario `auth` signs in with: set APP_SECRET_FILE or --app-secret-file",
    when: whenScenarioIsKnown,
  });

export type Config = z.output<typeof configSchema>;
