import type { Logger } from "@emojivoto/shared/log/create-logger.ts";
import type { Metrics } from "@emojivoto/shared/telemetry/metrics/metrics.ts";
import type { Config } from "./config.ts";
import type { Credentials } from "./credentials.ts";
import { exitCodeUnreachable } from "./exit-codes.ts";
import { makeVisit, scenarioOf } from "./make-visit.ts";
import { alwaysAdmit, createReachability } from "./reachability.ts";
import { type DueVisit, runVisits } from "./run-visits.ts";
import { createScenarios } from "./scenarios/create-scenarios.ts";
import { constantRate } from "./shapes/constant-rate.ts";
import { createVisitCounter } from "./visit-counter.ts";
import { detailLines, upstreamLines } from "./visit-lines.ts";
import { createWebClient } from "./web/create-web-client.ts";

export type VoteBot = {
  /** Visits until the configured time is over or `stop` aborts; resolves to the exit code. */
  work(stop: AbortSignal): Promise<number>;
  close(): void;
};

export type VoteBotParts = {
  readonly config: Config;
  readonly credentials: Credentials;
  readonly log: Logger;
  readonly metrics: Metrics;
};

/** What visits under way get when the bot is told to stop; within the time that a service has for stopping. */
const drainTimeoutMs = 5_000;

export function createVoteBot({ config, credentials, log, metrics }: VoteBotParts): VoteBot {
  const { WEB_HOST: target, TTL: durationMs, REQUEST_RATE: ratePerSecond } = config;
  const isEndless = durationMs === 0;
  const web = createWebClient(target, config.HOST_OVERRIDE);
  const scenarioByName = createScenarios(web, credentials);
  const counter = createVisitCounter(metrics, config.SCENARIO);
  const lines = config.VISIT_LINES === "detail" ? detailLines(print) : upstreamLines(print, log);
  const reachability = isEndless ? createReachability(logOutage(log, target)) : alwaysAdmit();
  let hasConnected = false;

  const visitWhenAdmitted = (due: DueVisit): Promise<void> | undefined => {
    const admission = reachability.admit();
    return (
      admission &&
      makeVisit({ config, scenarios: scenarioByName, counter, lines }, admission, due).then(({ isConnected }) => {
        hasConnected ||= isConnected;
      })
    );
  };

  return {
    work: async (stop) => {
      const scenarios = config.SCENARIO.map(({ name, weight }) => `${name}=${weight}`).join(",");
      log.info({ target: target.origin, ratePerSecond, durationMs, scenarios, seed: config.SEED }, "visiting");
      await runVisits({
        starts: constantRate({ ratePerSecond, durationMs: isEndless ? Infinity : durationMs }, stop),
        visit: visitWhenAdmitted,
        onDropped: (number) => counter.add(scenarioOf(config, number), "dropped"),
        maxInFlight: config.MAX_IN_FLIGHT,
        visitTimeoutMs: config.VISIT_TIMEOUT,
        stop,
        drainTimeoutMs,
      });
      log.info({ visits: counter.totals() }, "visited");
      if (hasConnected || isEndless || stop.aborted) return 0;
      log.error(`cannot reach web at ${target.origin}: no visit ever connected`);
      return exitCodeUnreachable;
    },
    close: () => web.close(),
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function logOutage(log: Logger, target: URL) {
  return {
    down: (reason: string) => log.warn(`cannot reach web at ${target.origin}: ${reason}; trying again`),
    up: (outageMs: number) => log.info(`web at ${target.origin} is back after ${(outageMs / 1_000).toFixed(1)} s`),
  };
}
