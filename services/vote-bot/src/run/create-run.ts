import type { Logger } from "@emojivoto/shared/log/create-logger.ts";
import type { Metrics } from "@emojivoto/shared/telemetry/metrics/metrics.ts";
import type { Config } from "../config.ts";
import { createRecorder, type Recorder, type VisitLedger } from "../measure/create-recorder.ts";
import { createRouteNames } from "../measure/route-names.ts";
import { createDraw } from "../scenarios/draw.ts";
import type { Scenarios } from "../scenarios/create-scenarios.ts";
import { createPick } from "../scenarios/pick-emoji.ts";
import { pickScenario } from "../scenarios/scenario-mix.ts";
import { createWebClients } from "../web/create-web-clients.ts";
import type { Load } from "./load.ts";
import { createLoadMetrics } from "./load-metrics.ts";
import { alwaysAdmit, createReachability } from "./reachability.ts";
import { createTraffic, type Traffic } from "./traffic.ts";
import { visit } from "./visit.ts";
import type { VisitLines } from "./visit-lines.ts";
import { createVisitsUnderWay } from "./visits-under-way.ts";

/** A run: its visits, and what is measured of them. */
export type Run = {
  /** Until the time is over or `stop` aborts, and the visits under way are over too. */
  work(): Promise<void>;
  readonly traffic: Traffic;
  readonly recorder: Recorder;
  /** Infinity for one without an end. */
  readonly durationMs: number;
  inFlight(): number;
  /** In milliseconds of `performance.now()`. */
  readonly startMs: number;
  sinceStartMs(): number;
  isDraining(): boolean;
  /** Whether anything ever answered, or took a connection. */
  hasConnected(): boolean;
  connections(): { readonly connectionsOpened: number; readonly resent: number };
};

export type RunParts = {
  readonly config: Config;
  readonly load: Load;
  readonly scenarios: Scenarios;
  readonly lines: VisitLines;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Ends the run gently. */
  readonly stop: AbortSignal;
  /** Cuts visits off at once. */
  readonly abort: AbortSignal;
};

/** Sets the run up; its clock begins now. */
export function createRun(parts: RunParts): Run {
  const { config, load, scenarios, lines, log, metrics, stop, abort } = parts;
  const startMs = performance.now();
  const { durationMs, warmupMs } = load;
  const { SLOWEST: keepOutliers, MAX_IN_FLIGHT: maxInFlight, SEED, SCENARIO, DOUGHNUT } = config;
  const recorder = createRecorder({ startMs, warmupMs, durationMs, keepOutliers });
  const routeNames = createRouteNames();
  const underWay = createVisitsUnderWay();
  const clients = createWebClients(config);
  const reachability =
    durationMs === Infinity && load.model === "open"
      ? createReachability(logOutage(log, config.WEB_HOST.origin))
      : alwaysAdmit();
  let [number, hasConnected, isDraining] = [0, false, false];

  const traffic = createTraffic({ load, startMs, stop, visit: startVisit });
  const loadMetrics = createLoadMetrics(metrics, {
    scenarios: SCENARIO.map(({ name }) => name),
    inFlight: underWay.count,
    targetPerSecond: traffic.targetPerSecond,
  });

  async function startVisit(intendedMs: number): Promise<void> {
    number += 1;
    const draw = createDraw(SEED, number);
    const name = SCENARIO.length === 1 ? SCENARIO[0]!.name : pickScenario(draw, SCENARIO);
    const admission = underWay.count() < maxInFlight ? reachability.admit() : undefined;
    const scenario = scenarios.byName.get(name);
    if (admission === undefined || scenario === undefined) {
      recorder.dropped({ scenario: name, intendedMs });
      loadMetrics.visit(name, "dropped");
      return;
    }
    const startedMs = performance.now();
    const ledger = recorder.started({ scenario: name, intendedMs, startedMs });
    loadMetrics.lag(startedMs - intendedMs);
    const web = clients.forVisit();
    const plan = { number, intendedMs, scenario, web, draw, onVote: lines.voting };
    await underWay.add(async (signal) => {
      const record = await visit({
        ...plan,
        signal,
        ledger: toldToMetrics(ledger),
        pick: createPick(draw, DOUGHNUT),
        onEnded: (ended) => {
          const isToldAsOutage = admission.ended(ended.isConnected ? undefined : ended.reason);
          if (!isToldAsOutage) lines.ended(ended);
        },
      });
      clients.release(web);
      hasConnected ||= record.isConnected;
    });
  }

  const toldToMetrics = (ledger: VisitLedger): VisitLedger => ({
    sent: ledger.sent,
    request: (record) => {
      const route = routeNames.nameOf(record.route);
      const bounded = route === record.route ? record : { ...record, route };
      ledger.request(bounded);
      loadMetrics.request(bounded);
    },
    ended: (record) => {
      ledger.ended(record);
      loadMetrics.visit(record.scenario, record.outcome);
    },
  });

  return {
    work: async () => {
      await traffic.run();
      recorder.finish(performance.now());
      isDraining = true;
      await underWay.drain(config.GRACEFUL_STOP, abort);
      clients.close();
    },
    traffic,
    recorder,
    durationMs,
    inFlight: underWay.count,
    startMs,
    sinceStartMs: () => performance.now() - startMs,
    isDraining: () => isDraining,
    hasConnected: () => hasConnected,
    connections: clients.counts,
  };
}

function logOutage(log: Logger, origin: string) {
  return {
    down: (reason: string) => log.warn(`cannot reach web at ${origin}: ${reason}; trying again`),
    up: (outageMs: number) => log.info(`web at ${origin} is back after ${(outageMs / 1_000).toFixed(1)} s`),
  };
}
