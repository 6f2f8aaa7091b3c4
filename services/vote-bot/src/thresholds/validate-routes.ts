import type { Scenario } from "../scenarios/scenario.ts";
import { noSuch } from "./no-such.ts";
import type { Threshold } from "./threshold.ts";

type Requested = Pick<Scenario, "name" | "routes">;

/**
 * What no visit of a run with these scenarios will ever match: a scenario that is not among them, a route that none
 * of them requests. A line each; a scenario whose routes are not known may request any.
 */
export function validateRoutes(thresholds: readonly Threshold[], scenarios: readonly Requested[]): readonly string[] {
  return thresholds.flatMap(({ tags: { scenario, route } }) => {
    const matching = scenarios.filter(({ name }) => scenario === undefined || name === scenario);
    if (scenario !== undefined && matching.length === 0) {
      return noSuch("scenario in this run", scenario, namesOf(scenarios));
    }
    const routes = matching.flatMap((one) => one.routes ?? []);
    const isKnown = matching.every((one) => one.routes !== undefined);
    if (route === undefined || !isKnown || routes.includes(route)) return [];
    return noSuch(`route of ${namesOf(matching).join(" or ")}`, route, [...new Set(routes)]);
  });
}

function namesOf(scenarios: readonly Requested[]): readonly string[] {
  return scenarios.map(({ name }) => name);
}
