import type { CounterMetric, Distribution, Measured, Tags, TrendMetric } from "../measure/measured.ts";
import { counterMetrics, trendMetrics } from "../measure/measured.ts";
import type { MetricName } from "./metric.ts";
import { count, perSecond, type Quantity, share, time } from "./quantity.ts";

/** One number of all that a metric measured. */
export type Aggregate = {
  readonly quantity: Quantity;
  /** Undefined where nothing was measured. */
  read(measured: Measured, tags: Tags): number | undefined;
  /** Whether it can only fall while more is measured; all others may grow. */
  readonly onlyFalls: boolean;
};

type OfTrend = (distribution: Distribution) => number;

const ofTrend: Readonly<Record<string, OfTrend>> = {
  med: (distribution) => distribution.percentileMs(50),
  avg: ({ meanMs }) => meanMs,
  min: ({ minMs }) => minMs,
  max: ({ maxMs }) => maxMs,
};

/** What there is for a metric, for people. */
export function aggregatesOf(metric: MetricName): readonly string[] {
  if (isIn(trendMetrics, metric)) return ["p(99)", ...Object.keys(ofTrend)];
  return isIn(counterMetrics, metric) ? ["count", "rate"] : ["rate"];
}

/** Reads `p(99.9)`, `med`, `count` and the like; undefined for what is none of this metric's. */
export function parseAggregate(metric: MetricName, text: string): Aggregate | undefined {
  if (isIn(trendMetrics, metric)) return parseTrendAggregate(metric, text);
  if (isIn(counterMetrics, metric)) return parseCounterAggregate(metric, text);
  if (text !== "rate") return undefined;
  const read: Aggregate["read"] = (measured, tags) => {
    const { failed, total } = measured.share(metric, tags);
    return total === 0 ? undefined : failed / total;
  };
  return { quantity: share, read, onlyFalls: false };
}

function parseTrendAggregate(metric: TrendMetric, text: string): Aggregate | undefined {
  const valueOf = Object.hasOwn(ofTrend, text) ? ofTrend[text] : parsePercentile(text);
  if (valueOf === undefined) return undefined;
  const read: Aggregate["read"] = (measured, tags) => {
    const distribution = measured.trend(metric, tags);
    return distribution.count === 0 ? undefined : valueOf(distribution);
  };
  return { quantity: time, read, onlyFalls: text === "min" };
}

function parseCounterAggregate(metric: CounterMetric, text: string): Aggregate | undefined {
  if (text === "count") {
    return { quantity: count, read: (measured, tags) => measured.count(metric, tags), onlyFalls: false };
  }
  if (text !== "rate") return undefined;
  const read: Aggregate["read"] = (measured, tags) =>
    measured.elapsedMs > 0 ? measured.count(metric, tags) / (measured.elapsedMs / 1_000) : 0;
  return { quantity: perSecond, read, onlyFalls: false };
}

function parsePercentile(text: string): OfTrend | undefined {
  const [, number] = /^p\s*\(\s*(\d+(?:\.\d+)?|\.\d+)\s*\)$/.exec(text) ?? [];
  const percent = Number(number);
  return percent > 0 && percent <= 100 ? (distribution) => distribution.percentileMs(percent) : undefined;
}

function isIn<T extends string>(choices: readonly T[], word: string): word is T {
  return (choices as readonly string[]).includes(word);
}
