import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import type { Metrics } from "@emojivoto/shared/telemetry/metrics/metrics.ts";
import { type AccessToken, createAccessToken } from "../sign-in/access-token.ts";
import type { Credentials } from "../sign-in/credentials.ts";
import { auth } from "./auth.ts";
import { browse } from "./browse.ts";
import { classic } from "./classic.ts";
import type { Scenario } from "./scenario.ts";
import { isScenarioName, type ScenarioMix } from "./scenario-mix.ts";

/** The scenarios of a run, by the name that the mix has for them. */
export type Scenarios = {
  readonly byName: ReadonlyMap<string, Scenario>;
  close(): void;
};

export type ScenarioParts = {
  /** Scenario auth needs them; grpc signs in where there are some. */
  readonly credentials: Credentials | undefined;
  /** host:port, for scenario grpc. */
  readonly votingAddress: string;
  /** Of one ballot, for scenario grpc. */
  readonly timeoutMs: number;
  readonly metrics?: Metrics;
};

type Closable = Scenario & { close?(): void };

/**
 * Makes the scenarios of the mix and loads what they need, and that only; those that sign in share one token.
 * Throws a ConfigError with the faults of all files.
 */
export async function createScenarios(mix: ScenarioMix, parts: ScenarioParts): Promise<Scenarios> {
  const accessToken = parts.credentials && createAccessToken(parts.credentials);
  const made = await Promise.allSettled(mix.map(({ name }) => createScenario(name, parts, accessToken)));
  const failed = made.filter((result) => result.status === "rejected").map(({ reason }): unknown => reason);
  const unforeseen = failed.find((reason) => !(reason instanceof ConfigError));
  if (unforeseen !== undefined) throw unforeseen;
  if (failed.length > 0) throw new ConfigError((failed as ConfigError[]).flatMap(({ faults }) => faults));
  const scenarios = made.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  return {
    byName: new Map(scenarios.map((scenario) => [scenario.name, scenario])),
    close: () => {
      for (const scenario of scenarios) scenario.close?.();
    },
  };
}

async function createScenario(
  name: string,
  parts: ScenarioParts,
  accessToken: AccessToken | undefined,
): Promise<Closable> {
  if (!isScenarioName(name)) {
    const { loadUserScenario } = await import("./user-scenario.ts");
    return loadUserScenario(name);
  }
  switch (name) {
    case "classic":
      return classic;
    case "browse":
      return browse;
    case "auth":
      if (accessToken === undefined)
        throw new ConfigError(["SCENARIO: scenario `auth` needs an app key and its secret"]);
      return auth(accessToken);
    case "grpc": {
      // Loads grpc-js, which takes time and memory that the other scenarios do without.
      const { createGrpcScenario } = await import("./grpc.ts");
      return createGrpcScenario({ ...parts, accessToken });
    }
  }
}
