import { requestClocks } from "../clocks.ts";
import type { Latency, Report } from "../report.ts";
import type { Chart, ChartSeries } from "./chart.ts";

const percentiles = ["min", "p50", "p90", "p95", "p99", "p99_9", "max"] as const;
const palette = ["--series-0", "--series-1", "--series-2", "--series-3", "--series-4", "--series-5"] as const;

/** Percentile curves of the busiest routes; none where no request was sent. */
export function percentileCharts({ routes }: Report): Chart[] {
  const busiest = routes.toSorted((a, b) => b.count - a.count).slice(0, palette.length);
  const series = busiest.map(({ method, route, status, duration }, index) =>
    curve(`${method} ${route} ${status}`, palette[index] ?? "--faint", duration),
  );
  return series.length === 0 ? [] : [chartOf("Percentiles of the busiest routes, from the intended start", series)];
}

/** Both clocks of each protocol: where the curves part, requests waited before they were sent. */
export function clockCharts(report: Report): Chart[] {
  return (["http", "grpc"] as const).flatMap((protocol) => {
    const clocks = requestClocks(report, protocol);
    if (clocks === undefined) return [];
    return [
      chartOf(`Percentiles of ${protocol} requests by both clocks`, [
        curve("from the intended start", "--series-0", clocks.duration),
        { ...curve("service time", "--series-1", clocks.serviceTime), isDashed: true },
      ]),
    ];
  });
}

function chartOf(title: string, series: readonly ChartSeries[]): Chart {
  const ticks = percentiles.map((name) => name.replace("_", "."));
  return { title, unit: "ms", x: percentiles.map((_, index) => index), ticks, series, hasLogScale: true };
}

function curve(label: string, colour: ChartSeries["colour"], latency: Latency): ChartSeries {
  return { label, colour, values: percentiles.map((name) => latency[name]) };
}
