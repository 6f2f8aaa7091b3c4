import { currentRate } from "../current-rate.ts";
import { msOrDash, rateOfTarget, rateOrDash } from "../figures.ts";
import type { LivePoint, LiveSnapshot } from "../live-snapshot.ts";
import { greatest, sparkline } from "../../terminal/sparkline.ts";
import { graph, graphColumns } from "./graph.ts";
import type { Line } from "./line.ts";

/** The last seconds, a column each: the rate on the scale of its target, what failed, and the slowest percent. */
export function graphLines(snapshot: LiveSnapshot, width: number): Line[] {
  const { points, targetPerSecond, requests } = snapshot;
  const shown = points.slice(points.length - Math.min(points.length, graphColumns(width)));
  const picture = (of: (point: LivePoint) => number | undefined, max?: number) => sparkline(shown.map(of), max);
  const mostStarted = greatest(shown.flatMap((point) => [point.startedPerSecond, point.targetPerSecond]));
  const failed = graph(
    "failed",
    [[picture(({ failedPerSecond }) => failedPerSecond), "red"]],
    rateOrDash(shown.at(-1)?.failedPerSecond),
    width,
    "red",
  );
  return [
    graph(
      "rate",
      [[picture(({ startedPerSecond }) => startedPerSecond, mostStarted)]],
      rateOfTarget(currentRate(snapshot), targetPerSecond),
      width,
    ),
    ...(requests.error + requests.timeout === 0 ? [] : [failed]),
    graph("p99 per s", [[picture(({ p99Ms }) => p99Ms)]], msOrDash(shown.at(-1)?.p99Ms), width),
  ];
}
