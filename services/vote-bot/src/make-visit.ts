import type { Config } from "./config.ts";
import { createDraw } from "./draw.ts";
import { pickEmoji } from "./pick-emoji.ts";
import type { Admission } from "./reachability.ts";
import type { DueVisit } from "./run-visits.ts";
import { pickScenario, type ScenarioName } from "./scenarios/scenario-mix.ts";
import type { Scenario } from "./scenarios/scenario.ts";
import type { VisitCounter } from "./visit-counter.ts";
import type { VisitLines } from "./visit-lines.ts";
import { visit, type VisitResult } from "./visit.ts";

export type VisitParts = {
  readonly config: Config;
  readonly scenarios: Record<ScenarioName, Scenario>;
  readonly counter: VisitCounter;
  readonly lines: VisitLines;
};

/** The scenario of the visit of that number; the seed decides. */
export function scenarioOf({ SEED, SCENARIO }: Config, visitNumber: number): ScenarioName {
  return pickScenario(createDraw(SEED, visitNumber), SCENARIO);
}

/** Makes a visit and tells of it: to `admission`, which knows whether web can be reached, the counter and the lines. */
export async function makeVisit(parts: VisitParts, admission: Admission, due: DueVisit): Promise<VisitResult> {
  const { config, scenarios, counter, lines } = parts;
  const { number, startMs, signal } = due;
  const scenarioName = scenarioOf(config, number);
  const result = await visit({
    number,
    scenarioName,
    scenario: scenarios[scenarioName],
    pick: (shortcodes) => pickEmoji(createDraw(config.SEED, number), config.DOUGHNUT, shortcodes),
    onVote: lines.voting,
    signal,
  });
  const unreachableReason = result.isConnected ? undefined : result.reason;
  counter.add(scenarioName, result.outcome);
  const isToldAsOutage = admission.ended(unreachableReason);
  if (!isToldAsOutage) lines.ended(result, performance.now() - startMs);
  return result;
}
