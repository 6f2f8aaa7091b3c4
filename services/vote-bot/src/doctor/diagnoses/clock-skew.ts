import type { TraceSpan } from "../../jaeger/trace-span.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { Diagnosis } from "../finding.ts";

/** Less is drift, which no picture shows. */
const toleranceMs = 100;

/** A service whose clock differs from doctor's, which is the first in the chain. */
export const clockSkew: Diagnosis = (evidence) => {
  const offsets = [...clockOffsetsMs(evidence)].filter(([, offsetMs]) => Math.abs(offsetMs) > toleranceMs);
  return offsets.map(([service, offsetMs]) => {
    const seconds = (Math.abs(offsetMs) / 1_000).toFixed(1);
    const way = offsetMs > 0 ? "ahead" : "behind";
    return {
      code: "clock-skew",
      summary: `${service}'s clock is ${seconds} s ${way}: its spans lie outside those of its callers`,
      evidence: evidence.hops.filter(({ to, callee }) => to === service && callee !== undefined).map(describe),
      advice: [
        `set the clock of the machine that ${service} runs on (chronyc tracking, timedatectl)`,
        ...(offsets.length === evidence.hops.length ? ["or this machine's: every service differs from it"] : []),
      ],
    };
  });
};

/** Each service's clock against doctor's, by adding up the hops on the way to it. */
function clockOffsetsMs({ hops }: Evidence): Map<string, number> {
  const offsets = new Map<string, number>();
  for (const { from, to, caller, callee, state } of hops) {
    if (state !== "joined" || caller === undefined || callee === undefined || offsets.has(to)) continue;
    offsets.set(to, (offsets.get(from) ?? 0) + clockOffsetMs(caller, callee));
  }
  return offsets;
}

/** As NTP reckons it, from the four times of a call; 0 when the callee's span lies within its caller's. */
function clockOffsetMs(caller: TraceSpan, callee: TraceSpan): number {
  const earlyMs = caller.startMs - callee.startMs;
  const lateMs = callee.startMs + callee.durationMs - (caller.startMs + caller.durationMs);
  return Math.max(earlyMs, lateMs) <= toleranceMs ? 0 : (lateMs - earlyMs) / 2;
}

function describe({ request, from, to, caller, callee }: Evidence["hops"][number]): string {
  const startsMs = (callee?.startMs ?? 0) - (caller?.startMs ?? 0);
  const when = `${Math.abs(startsMs / 1_000).toFixed(3)} s ${startsMs < 0 ? "before" : "after"}`;
  return `${request}: ${to}'s span starts ${when} ${from}'s call, which took ${caller?.durationMs.toFixed(1)} ms`;
}
