import { ValueType } from "@opentelemetry/api";
import { hrTime } from "@opentelemetry/core";
import { emptyResource } from "@opentelemetry/resources";
import {
  AggregationTemporality,
  type DataPoint,
  DataPointType,
  type Histogram,
  type MetricData,
  type MetricProducer,
} from "@opentelemetry/sdk-metrics";
import type { MetricObjectWithValues, MetricValue } from "prom-client";
import type { Metrics } from "../metrics/metrics.ts";
import { attributeOf, otelMetricOf } from "./otel-metric.ts";

type Metric = MetricObjectWithValues<MetricValue<string> & { metricName?: string }>;
type Value = Metric["values"][number];
type Times = Pick<DataPoint<number>, "startTime" | "endTime">;

const scope = { name: "@emojivoto/shared" };

/**
 * The registry's metrics under OpenTelemetry's names, for a reader of the SDK. They are cumulative, as the registry
 * is; /metrics stays their one source, because the SDK has no exemplars.
 */
export function createRegistryProducer(metrics: Metrics): MetricProducer {
  const startTime = hrTime();
  return {
    collect: async () => {
      const all = (await metrics.getMetricsAsJSON()) as unknown as Metric[];
      const times = { startTime, endTime: hrTime() };
      const withValues = all.map((metric) => toMetricData(metric, times)).filter(({ dataPoints }) => dataPoints.length);
      return {
        resourceMetrics: { resource: emptyResource(), scopeMetrics: [{ scope, metrics: withValues }] },
        errors: [],
      };
    },
  };
}

function toMetricData(metric: Metric, times: Times): MetricData {
  const { name, unit } = otelMetricOf(metric.name);
  const base = {
    descriptor: { name, unit, description: metric.help, valueType: ValueType.DOUBLE },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
  };
  // The declared type is an enum of numbers; the value is a word.
  switch (String(metric.type)) {
    case "histogram":
      return { ...base, dataPointType: DataPointType.HISTOGRAM, dataPoints: histogramPoints(metric.values, times) };
    case "counter":
      return { ...base, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints: points(metric.values, times) };
    default:
      return { ...base, dataPointType: DataPointType.GAUGE, dataPoints: points(metric.values, times) };
  }
}

function points(values: readonly Value[], times: Times): DataPoint<number>[] {
  return values.map(({ labels, value }) => pointOf(labels, value, times));
}

/** The registry has a value a bucket, with all smaller ones in it; then sum and count. */
function histogramPoints(values: readonly Value[], times: Times): DataPoint<Histogram>[] {
  const series = Map.groupBy(values, ({ labels }) => JSON.stringify(attributesOf(labels)));
  return [...series.values()].map((ofSeries) => pointOf(ofSeries[0]!.labels, histogramOf(ofSeries), times));
}

function histogramOf(values: readonly Value[]): Histogram {
  const suffixed = (suffix: string) => values.filter(({ metricName }) => metricName?.endsWith(suffix));
  const buckets = suffixed("_bucket");
  const counts = buckets.map(({ value }, index) => value - (buckets[index - 1]?.value ?? 0));
  // The last bucket has no boundary.
  const boundaries = buckets.slice(0, -1).map(({ labels }) => Number(labels["le"]));
  const [sum = 0, count = 0] = ["_sum", "_count"].map((suffix) => suffixed(suffix)[0]?.value);
  return { buckets: { boundaries, counts }, sum, count };
}

function pointOf<T>(labels: Value["labels"], value: T, { startTime, endTime }: Times): DataPoint<T> {
  return { startTime, endTime, attributes: attributesOf(labels), value };
}

function attributesOf(labels: Value["labels"]): Record<string, string | number> {
  const set = Object.entries(labels).filter(([label, value]) => label !== "le" && value !== undefined);
  return Object.fromEntries(set.map(([label, value]) => [attributeOf(label), value!]));
}
