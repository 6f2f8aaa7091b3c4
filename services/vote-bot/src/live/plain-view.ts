import { formatCount } from "../terminal/quantities.ts";
import { currentRate } from "./current-rate.ts";
import { msOrDash, rateOfTarget } from "./figures.ts";
import { formatClock } from "./format-clock.ts";
import type { LivePlan, LiveSnapshot } from "./live-snapshot.ts";
import type { LiveView } from "./live-view.ts";

const intervalMs = 5_000;

/** The plan, then a line every five seconds of the run and whenever its phase changes. */
export function createPlainView({ target, load }: LivePlan, print: (line: string) => void): LiveView {
  let nextMs = intervalMs;
  let phase: LiveSnapshot["phase"] | undefined;
  print(`vote-bot ${target} · ${load}`);
  return {
    update: (snapshot) => {
      const isNewPhase = snapshot.phase !== (phase ?? snapshot.phase);
      phase = snapshot.phase;
      if (snapshot.elapsedMs < nextMs && !isNewPhase) return;
      nextMs = (Math.floor(snapshot.elapsedMs / intervalMs) + 1) * intervalMs;
      print(plainLine(snapshot));
    },
    close: () => {},
  };
}

function plainLine(snapshot: LiveSnapshot): string {
  const { phase, elapsedMs, durationMs, targetPerSecond, inFlight, visits, requests, latency } = snapshot;
  const end = Number.isFinite(durationMs) ? ` of ${formatClock(durationMs)}` : "";
  return [
    `${formatClock(elapsedMs)}${end}`,
    ...(phase === "running" ? [] : [phase]),
    rateOfTarget(currentRate(snapshot), targetPerSecond),
    `in flight ${formatCount(inFlight)}`,
    `ok ${formatCount(requests.ok)}`,
    `expected ${formatCount(requests.expected)}`,
    `failed ${formatCount(requests.error + requests.timeout)}`,
    `p50 ${msOrDash(latency?.p50Ms)}`,
    `p99 ${msOrDash(latency?.p99Ms)}`,
    `dropped ${formatCount(visits.dropped)}`,
  ].join("  ");
}
