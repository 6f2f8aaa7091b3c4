import { join } from "node:path";
import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { goldenSignals } from "./dashboards/golden-signals.ts";
import { nodeRuntime } from "./dashboards/node-runtime.ts";
import { slo } from "./dashboards/slo.ts";
import { telemetry } from "./dashboards/telemetry.ts";
import { voteBot } from "./dashboards/vote-bot.ts";
import { votes } from "./dashboards/votes.ts";

const dashboards: readonly (readonly [name: string, create: () => Dashboard])[] = [
  ["golden-signals", goldenSignals],
  ["votes", votes],
  ["slo", slo],
  ["vote-bot", voteBot],
  ["node-runtime", nodeRuntime],
  ["telemetry", telemetry],
];

/** What Grafana has mounted. */
export const dashboardFolder = join(import.meta.dirname, "../dashboards");

/** What that folder is to hold: the JSON of each dashboard, by the file's name. */
export function dashboardFiles(): ReadonlyMap<string, string> {
  return new Map(dashboards.map(([name, create]) => [`${name}.json`, `${JSON.stringify(create(), undefined, 2)}\n`]));
}
