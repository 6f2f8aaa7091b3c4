import { randomInt } from "node:crypto";
import { serviceVariables } from "@emojivoto/shared/config/service-variables.ts";
import {
  choice,
  duration,
  hostPort,
  integer,
  number,
  onOff,
  optionalParsed,
  optionalPath,
  optionalText,
  parsed,
} from "@emojivoto/shared/config/variables.ts";
import { z } from "zod";
import { parseJaegerUrl } from "./jaeger/parse-jaeger-url.ts";
import { uiChoices } from "./live/choose-ui.ts";
import { expectedOutput, parseOutput } from "./report/parse-output.ts";
import { visitLineStyles } from "./run/visit-lines.ts";
import { parseScenarioMix, scenarioMixForm, signsIn } from "./scenarios/scenario-mix.ts";
import { defaultUsers } from "./shapes/closed.ts";
import { faultsOfArrivals, parseArrivals } from "./shapes/parse-arrivals.ts";
import { faultsOfStages, parseStages } from "./shapes/parse-stages.ts";
import { faultsOfThreshold, parseThreshold } from "./thresholds/parse-threshold.ts";
import { defaultRatePerSecond, maxRatePerSecond, minRatePerSecond } from "./shapes/rate-limits.ts";
import { checked, eachLine } from "./variables/checked.ts";
import { parseHostHeader } from "./variables/parse-host-header.ts";
import { parseRunTime } from "./variables/parse-run-time.ts";
import { parseTarget } from "./variables/parse-target.ts";
import { parseWarmup } from "./variables/parse-warmup.ts";
import { parseTraceMode } from "./variables/parse-trace-mode.ts";
import { withoutDefault } from "./variables/without-default.ts";

const thresholds = eachLine({ parse: parseThreshold, faultsOf: faultsOfThreshold });
const outputs = eachLine({
  parse: parseOutput,
  faultsOf: (text) => (parseOutput(text) ? [] : [`expected ${expectedOutput}, got \`${text}\``]),
});

/** A flag without a value, for a variable that is `on` or `off`. */
const flagThatTurnsOn = (flag: string) => ({ flag, switchValue: "on" });

/** Every variable; `flag` is the command line's name for it. */
const variables = z.object({
  WEB_HOST: parsed("http://localhost:8080", "host:port or an http(s):// URL without a path", parseTarget)
    .meta({ flag: "target" })
    .describe("Where web is: host:port or an http(s):// URL"),
  REQUEST_RATE: withoutDefault(number(defaultRatePerSecond, minRatePerSecond, maxRatePerSecond))
    .meta({ flag: "rate" })
    .describe("Visits a second; fractions are allowed"),
  TTL: parsed("0", "whole seconds or a duration like `90s` or `24h`, at most `596h`", parseRunTime)
    .meta({ flag: "duration" })
    .describe("How long to run: seconds or a duration; 0 is for ever"),
  STAGES: checked({ parse: parseStages, faultsOf: faultsOfStages })
    .meta({ flag: "stages" })
    .describe("Linear ramps instead of a rate and a duration: `30s:10,2m:100,30s:0`"),
  ARRIVALS: checked({ parse: parseArrivals, faultsOf: faultsOfArrivals })
    .meta({ flag: "arrivals", fallback: "even" })
    .describe("How visits arrive at that rate: even, poisson (at random) or bursts:100 (100 at once)"),
  MODEL: choice("open", ["open", "closed"])
    .meta({ flag: "model" })
    .describe("Open: visits start by the clock; closed: when a user's visit before is over"),
  VUS: withoutDefault(integer(defaultUsers, 1, 10_000))
    .meta({ flag: "vus" })
    .describe("Users of the closed model"),
  SCENARIO: parsed("classic", scenarioMixForm, parseScenarioMix)
    .meta({ flag: "scenario" })
    .describe("What a visit does: classic, browse, auth, grpc, a file, or weights like classic=3,auth=1"),
  DOUGHNUT: number(0.15, 0, 1).meta({ flag: "doughnut" }).describe("Share of votes for :doughnut:, which fail"),
  SEED: optionalText()
    .transform((seed) => seed ?? String(randomInt(2 ** 32)))
    .meta({ flag: "seed", fallback: "random" })
    .describe("Any text; the same seed makes the same choices"),
  WARMUP: parsed("0", "a duration like `5s`, or `auto`", parseWarmup)
    .meta({ flag: "warmup" })
    .describe(
      "First part of the run, which is not measured; `auto` is a ramp to the rate, in a third of the run and at most 10 s",
    ),
  MAX_IN_FLIGHT: integer(1_000, 1, 1_000_000)
    .meta({ flag: "max-in-flight" })
    .describe("Visits at a time; a visit beyond it is dropped and counted"),
  REQUEST_TIMEOUT: duration("10s")
    .refine((timeoutMs) => timeoutMs > 0, "expected a duration above 0, got `0`")
    .meta({ flag: "timeout" })
    .describe("Longest time of a request"),
  GRACEFUL_STOP: duration("5s")
    .meta({ flag: "graceful-stop" })
    .describe("What visits under way get at the end, before they are cut off"),
  THRESHOLDS: checked(thresholds)
    .meta({ flag: "threshold", isRepeatable: true })
    .describe("Limits that the run is judged by, a line each; the flag may be repeated"),
  THRESHOLD_ABORT: onOff("off")
    .meta(flagThatTurnsOn("threshold-abort"))
    .describe("End the run as soon as a threshold can no longer be met"),
  TRACE: optionalParsed("`always`, `off` or a share like `ratio:0.1`", parseTraceMode)
    .meta({ flag: "trace", fallback: "always" })
    .describe("Visits that are traced: always, ratio:0.1 or off; unset, OTEL_TRACES_SAMPLER decides"),
  JAEGER_URL: optionalParsed("host:port or an http(s) URL", parseJaegerUrl)
    .meta({ flag: "jaeger" })
    .describe("Where traces are read: the report links to the slowest and the failed, and tells where their time went"),
  TRACES_URL: optionalParsed("host:port or an http(s) URL", parseJaegerUrl).describe(
    "Where a person opens traces, for links; JAEGER_URL unless set",
  ),
  SLOWEST: integer(5, 0, 100_000)
    .meta({ flag: "slowest" })
    .describe("Requests that the report names, of the slowest and of the failed"),
  OUT: checked(outputs)
    .meta({ flag: "out", isRepeatable: true })
    .describe("Files for the report, a line each: json=f, junit=f, html=f; the flag may be repeated"),
  UI: choice("auto", uiChoices)
    .meta({ flag: "ui" })
    .describe("What is shown of the run: a live view, plain lines, or nothing"),
  VISIT_LINES: choice("upstream", visitLineStyles).describe(
    "Off a terminal, a line a visit: as Go emojivoto prints it, with status, time and trace id (detail), or off",
  ),
  CONTROL: onOff("off")
    .meta(flagThatTurnsOn("control"))
    .describe("Lets /control on the admin port change the rate and pause"),
  DRY_RUN: onOff("off").meta(flagThatTurnsOn("dry-run")).describe("Print the plan and send nothing"),
  CONNECTIONS: choice("keep-alive", ["keep-alive", "per-visit"])
    .meta({ flag: "connections" })
    .describe("Connections kept and shared, or one of its own for each visit"),
  HOST_OVERRIDE: parsed("", "a host name, with a port or without", parseHostHeader).describe("Host header to send"),
  TLS_VERIFY: onOff("on")
    .meta({ flag: "insecure-skip-tls-verify", switchValue: "off" })
    .describe("Whether the certificate of an https target is verified"),
  VOTINGSVC_HOST: hostPort("localhost:8082")
    .meta({ flag: "grpc-target" })
    .describe("Where voting is, for scenario grpc"),
  APP_KEY: optionalText().meta({ flag: "app-key" }).describe("App key that scenario auth signs in with"),
  APP_KEY_FILE: optionalPath().describe("File with the app key, read when APP_KEY is unset"),
  APP_SECRET_FILE: optionalPath().meta({ flag: "app-secret-file" }).describe("File with the app's secret"),
  ...serviceVariables,
});

type Variables = z.output<typeof variables>;

/** A fault that shows only when variables are seen together; it is told at the first of them. */
type Rule = {
  readonly of: readonly [keyof Variables, ...(keyof Variables)[]];
  readonly isMet: (config: Variables) => boolean;
  readonly error: string;
};

const rules: readonly Rule[] = [
  {
    of: ["APP_KEY", "APP_KEY_FILE", "SCENARIO"],
    isMet: ({ SCENARIO, APP_KEY, APP_KEY_FILE }) => !signsIn(SCENARIO) || Boolean(APP_KEY ?? APP_KEY_FILE),
    error: "expected the app key that scenario `auth` signs in with: set APP_KEY, APP_KEY_FILE or --app-key",
  },
  {
    of: ["APP_SECRET_FILE", "SCENARIO"],
    isMet: ({ SCENARIO, APP_SECRET_FILE }) => !signsIn(SCENARIO) || Boolean(APP_SECRET_FILE),
    error:
      "expected a file with the secret that scenario `auth` signs in with: set APP_SECRET_FILE or --app-secret-file",
  },
  {
    of: ["TTL", "STAGES"],
    isMet: ({ STAGES, TTL }) => STAGES === undefined || TTL === 0,
    error: "expected none beside stages, which say themselves how long the run is",
  },
  {
    of: ["REQUEST_RATE", "STAGES"],
    isMet: ({ STAGES, REQUEST_RATE }) => STAGES === undefined || REQUEST_RATE === undefined,
    error: "expected none beside stages, which say themselves how fast visits come",
  },
  {
    of: ["REQUEST_RATE", "MODEL"],
    isMet: ({ REQUEST_RATE, MODEL }) => REQUEST_RATE === undefined || MODEL === "open",
    error: "expected none in the closed model, whose users set the rate",
  },
  {
    of: ["STAGES", "MODEL"],
    isMet: ({ STAGES, MODEL }) => STAGES === undefined || MODEL === "open",
    error: "expected none in the closed model, whose users set the rate",
  },
  {
    of: ["ARRIVALS", "MODEL"],
    isMet: ({ ARRIVALS, MODEL }) => ARRIVALS === undefined || MODEL === "open",
    error: "expected none in the closed model, whose users start a visit when the one before is over",
  },
  {
    of: ["VUS", "MODEL"],
    isMet: ({ VUS, MODEL }) => VUS === undefined || MODEL === "closed",
    error: "expected none in the open model, which has no users: set MODEL=closed or --model closed",
  },
  {
    of: ["VUS", "MAX_IN_FLIGHT", "MODEL"],
    isMet: ({ VUS = defaultUsers, MAX_IN_FLIGHT, MODEL }) => MODEL === "open" || VUS <= MAX_IN_FLIGHT,
    error: "expected no more users than visits may be under way at a time: raise MAX_IN_FLIGHT or --max-in-flight",
  },
  {
    of: ["THRESHOLD_ABORT", "THRESHOLDS"],
    isMet: ({ THRESHOLD_ABORT, THRESHOLDS = [] }) => !THRESHOLD_ABORT || THRESHOLDS.length > 0,
    error: "expected a threshold to abort by: set --threshold or THRESHOLDS",
  },
  {
    of: ["WARMUP", "TTL", "STAGES"],
    isMet: (config) => config.WARMUP === "auto" || config.WARMUP === 0 || config.WARMUP < runTimeMs(config),
    error: "expected less than the whole run, which it is a part of",
  },
];

/** How long a run lasts, its warm-up included; Infinity for one without an end. */
export function runTimeMs({ STAGES, TTL }: Pick<Variables, "STAGES" | "TTL">): number {
  if (STAGES !== undefined) return STAGES.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return TTL === 0 ? Infinity : TTL;
}

export const configSchema = rules.reduce(
  (schema, { of, isMet, error }) =>
    schema.refine(isMet, {
      path: [of[0]],
      error,
      // Other variables may be at fault, and all faults are told at once; those that it asks of must be known.
      when: ({ issues }) => !issues.some(({ path = [] }) => of.includes(path[0] as keyof Variables)),
    }),
  variables,
);

export type Config = z.output<typeof configSchema>;
