import { createAccessToken } from "../access-token.ts";
import type { Credentials } from "../credentials.ts";
import type { WebClient } from "../web/create-web-client.ts";
import { auth } from "./auth.ts";
import { classic } from "./classic.ts";
import type { ScenarioName } from "./scenario-mix.ts";
import type { Scenario } from "./scenario.ts";

/** Every scenario, ready to run; those that sign in share one token. */
export function createScenarios(web: WebClient, credentials: Credentials): Record<ScenarioName, Scenario> {
  return {
    classic: classic(web),
    auth: auth(web, createAccessToken(web, credentials)),
  };
}
