import { formatClock } from "../format-clock.ts";
import type { LivePlan, LiveSnapshot } from "../live-snapshot.ts";
import { cut, type Line } from "./line.ts";

const name = "vote-bot";

/** What is loaded, in which phase, and with what. */
export function headerLines({ phase }: LiveSnapshot, plan: LivePlan, width: number): Line[] {
  const { target, load } = plan;
  const word = describePhase(phase, plan);
  const targetColumns = Math.max(0, width - name.length - word.length - 4);
  return [
    [
      [name, "bold"],
      [`  ${cut(target, targetColumns).padEnd(targetColumns)}  `],
      [word, phase === "running" ? "green" : "bold"],
    ],
    [[load, "dim"]],
  ];
}

function describePhase(phase: LiveSnapshot["phase"], { warmupMs }: LivePlan): string {
  switch (phase) {
    case "warm-up":
      return `warm-up until ${formatClock(warmupMs)}, not measured`;
    case "draining":
      return "draining, no new visits";
    case "running":
    case "paused":
      return phase;
  }
}
