import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import type { Metrics } from "@emojivoto/shared/telemetry/metrics/metrics.ts";
import type { Config } from "../config.ts";
import { checkOutputs } from "../report/write-outputs.ts";
import { createScenarios, type Scenarios } from "../scenarios/create-scenarios.ts";
import { callsVoting, signsIn } from "../scenarios/scenario-mix.ts";
import { readCredentials } from "../sign-in/credentials.ts";
import { validateRoutes } from "../thresholds/validate-routes.ts";

/** What a run needs beside its settings, checked before its first request. Throws a ConfigError with every fault. */
export async function prepare(config: Config, metrics: Metrics): Promise<Scenarios> {
  await checkOutputs(config.OUT ?? []);
  const canSignIn = config.APP_SECRET_FILE !== undefined && (config.APP_KEY ?? config.APP_KEY_FILE) !== undefined;
  const needsToken = signsIn(config.SCENARIO) || (callsVoting(config.SCENARIO) && canSignIn);
  const scenarios = await createScenarios(config.SCENARIO, {
    credentials: needsToken ? readCredentials(config) : undefined,
    votingAddress: config.VOTINGSVC_HOST,
    timeoutMs: config.REQUEST_TIMEOUT,
    metrics,
  });
  const faults = validateRoutes(config.THRESHOLDS ?? [], [...scenarios.byName.values()]);
  if (faults.length > 0) throw new ConfigError(faults.map((fault) => `--threshold: ${fault}`));
  return scenarios;
}
