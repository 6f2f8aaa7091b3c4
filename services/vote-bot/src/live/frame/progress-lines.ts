import { formatRate } from "../../terminal/quantities.ts";
import { formatClock } from "../format-clock.ts";
import type { LivePlan, LiveSnapshot } from "../live-snapshot.ts";
import { greatest, sparkline } from "../../terminal/sparkline.ts";
import { graph, graphColumns } from "./graph.ts";
import { type Line, labelled } from "./line.ts";

/** How far the run is, under a picture of its stages if it has some. */
export function progressLines({ elapsedMs, durationMs }: LiveSnapshot, plan: LivePlan, width: number): Line[] {
  const elapsed = formatClock(elapsedMs);
  if (!Number.isFinite(durationMs)) return [labelled("time", [[`${elapsed}, without an end`]])];
  const columns = graphColumns(width);
  const passed = durationMs === 0 ? columns : Math.min(columns, Math.floor((columns * elapsedMs) / durationMs));
  const picture = stagesPicture(plan.stages, columns);
  const bar: Line = [
    ["━".repeat(passed), "green"],
    ["─".repeat(columns - passed), "dim"],
  ];
  const stages: Line = [[picture.slice(0, passed)], [picture.slice(passed), "dim"]];
  const peak = greatest(plan.stages.map(({ ratePerSecond }) => ratePerSecond));
  return [
    ...(plan.stages.length === 0 ? [] : [graph("stages", stages, `up to ${formatRate(peak)}`, width)]),
    graph("time", bar, `${elapsed} of ${formatClock(durationMs)}`, width),
  ];
}

function stagesPicture(stages: LivePlan["stages"], columns: number): string {
  const totalMs = stages.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const middles = Array.from({ length: columns }, (_, column) => ((column + 0.5) * totalMs) / columns);
  return sparkline(middles.map((offsetMs) => rateAt(stages, offsetMs)));
}

function rateAt(stages: LivePlan["stages"], offsetMs: number): number {
  let startMs = 0;
  let from = 0;
  for (const { durationMs, ratePerSecond } of stages) {
    if (offsetMs < startMs + durationMs) return from + ((ratePerSecond - from) * (offsetMs - startMs)) / durationMs;
    startMs += durationMs;
    from = ratePerSecond;
  }
  return from;
}
