import type { Report, SeriesPoint } from "../report.ts";
import type { Chart, ChartSeries } from "./chart.ts";

/** The run second by second; none of a run that was over before the first. */
export function chartsOverTime({ series: { points, intervalSeconds } }: Report): Chart[] {
  if (points.length === 0) return [];
  const x = points.map(({ second }) => second);
  const line = (
    label: string,
    colour: ChartSeries["colour"],
    valueOf: (point: SeriesPoint) => number | null,
  ): ChartSeries => ({ label, colour, values: points.map(valueOf) });
  const perSecond = (count: number) => count / intervalSeconds;
  return [
    {
      title: "Visits started",
      unit: "/s",
      x,
      hasLogScale: false,
      series: [
        { ...line("target", "--faint", ({ target }) => target), isDashed: true },
        line("started", "--series-0", ({ started }) => perSecond(started)),
        line("dropped", "--error", ({ dropped }) => perSecond(dropped)),
      ],
    },
    {
      title: "Latency from the intended start",
      unit: "ms",
      x,
      hasLogScale: true,
      series: [
        line("p50", "--series-0", ({ p50 }) => p50),
        line("p90", "--series-1", ({ p90 }) => p90),
        line("p99", "--series-2", ({ p99 }) => p99),
        line("max", "--faint", ({ max }) => max),
      ],
    },
    {
      title: "Requests that did not go well",
      unit: "/s",
      x,
      hasLogScale: false,
      series: [
        line("failed", "--error", ({ failed }) => perSecond(failed)),
        line("failed as expected", "--series-2", ({ expected }) => perSecond(expected)),
      ],
    },
    {
      title: "In flight",
      unit: "visits",
      x,
      hasLogScale: false,
      series: [line("in flight", "--series-0", ({ inFlight }) => inFlight)],
    },
    {
      title: "Worst dispatch lag of the generator",
      unit: "ms",
      x,
      hasLogScale: false,
      series: [line("lag", "--series-0", ({ lag }) => lag)],
    },
  ];
}
