import type { Config } from "../config.ts";
import { formatCount, formatDuration } from "../terminal/quantities.ts";
import { describeMix, type Load, loadOf } from "../run/load.ts";
import type { Scenarios } from "../scenarios/create-scenarios.ts";
import { describeRate } from "../shapes/describe-rate.ts";
import { planOf } from "../shapes/plan.ts";

/** What `--dry-run` prints: what a run would do, with every setting that decides it. */
export function describePlan(config: Config, scenarios: Scenarios): string {
  const load = loadOf(config);
  const rows: readonly (readonly [string, string] | false)[] = [
    ["target", config.WEB_HOST.origin],
    config.HOST_OVERRIDE !== "" && ["host header", config.HOST_OVERRIDE],
    ["load", load.description],
    ["visits", visitsOf(load)],
    load.durationMs !== Infinity && ["run time", formatDuration(load.durationMs)],
    load.warmupMs > 0 && ["warm-up", `${formatDuration(load.warmupMs)}, not measured`],
    ["scenarios", describeMix(config)],
    ...[...scenarios.byName].map(
      ([name, { routes }]) => [`  ${name}`, routes?.join(", ") ?? "routes are known when it runs"] as const,
    ),
    ["seed", config.SEED],
    ["in flight", `at most ${formatCount(config.MAX_IN_FLIGHT)} visits`],
    ["connections", config.CONNECTIONS],
    ["timeout", `${formatDuration(config.REQUEST_TIMEOUT)} a request`],
    ["traces", config.TRACE?.name ?? "as OTEL_TRACES_SAMPLER says, always unless it is set"],
    ...(config.THRESHOLDS ?? []).map(({ source }) => ["threshold", source] as const),
    ...(config.OUT ?? []).map(({ format, path }) => ["output", `${format}: ${path}`] as const),
  ];
  const shown = rows.filter((row) => row !== false);
  const width = Math.max(...shown.map(([name]) => name.length)) + 2;
  return `${shown.map(([name, value]) => name.padEnd(width) + value).join("\n")}\n`;
}

function visitsOf(load: Load): string {
  if (load.model === "closed") return "as many as the target lets through";
  const { visits, peakPerSecond } = planOf(load.shape);
  const peak = `at most ${describeRate(peakPerSecond)}`;
  return visits === undefined ? `without an end, ${peak}` : `${formatCount(Math.round(visits))}, ${peak}`;
}
