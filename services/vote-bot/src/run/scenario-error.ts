import { VisitError } from "./visit-error.ts";

/** What a scenario threw of its own, a user's mistake for one, as the error of its visit. */
export function scenarioError(thrown: unknown): VisitError {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new VisitError(`the scenario failed: ${message}`, { errorType: "scenario_error", cause: thrown });
}
