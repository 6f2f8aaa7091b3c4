import { readConfig } from "@emojivoto/shared/config/read-config.ts";
import { createLogger } from "@emojivoto/shared/log/create-logger.ts";
import { createMetrics } from "@emojivoto/shared/telemetry/metrics/create-metrics.ts";
import { configSchema } from "../../config.ts";
import type { Scenario } from "../../scenarios/scenario.ts";
import { createRun, type Run } from "../create-run.ts";
import { loadOf } from "../load.ts";
import { createVisitLines } from "../visit-lines.ts";
import { expectInvariants } from "./expect-invariants.ts";

/** A visit of one request. */
export const oneGet: Scenario = {
  name: "classic",
  routes: ["/"],
  visit: async ({ send }) => void (await send({ method: "GET", path: "/" })),
};

export type RunAgainst = {
  /** Takes the place of scenario classic. */
  readonly scenario?: Scenario;
  readonly stop?: AbortSignal;
  readonly abort?: AbortSignal;
  /** Is given the run before its first visit. */
  readonly onRun?: (run: Run) => void;
};

const never = new AbortController().signal;

/** A whole run against `target`, by the variables of `settings`; of every one the invariants hold. */
export async function runAgainst(
  target: URL,
  settings: Record<string, string>,
  options: RunAgainst = {},
): Promise<Run> {
  const { scenario = oneGet, stop = never, abort = never, onRun } = options;
  const config = readConfig(configSchema, { WEB_HOST: target.href, SEED: "spring", DOUGHNUT: "0", ...settings });
  const log = createLogger("vote-bot", "silent");
  const run = createRun({
    config,
    load: loadOf(config),
    scenarios: { byName: new Map([["classic", scenario]]), close: () => {} },
    lines: createVisitLines("off", () => {}, log),
    log,
    metrics: createMetrics(),
    stop,
    abort,
  });
  onRun?.(run);
  await run.work();
  expectInvariants(run);
  return run;
}
