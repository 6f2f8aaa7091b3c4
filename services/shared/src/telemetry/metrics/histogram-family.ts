import type { Histogram } from "prom-client";
import type { ExemplarLabels } from "./exemplar-labels.ts";
import type { Metrics } from "./metrics.ts";

export type HistogramFamilyOptions = {
  readonly name: string;
  readonly help: string;
  /** Upper bounds, ascending. */
  readonly bounds: readonly number[];
};

/** The observations with one set of labels; to be kept by who observes often. */
export type HistogramSeries = {
  observe(value: number, exemplar?: ExemplarLabels): void;
};

type Labels = Readonly<Record<string, string>>;
type Exemplar = { readonly labelSet: ExemplarLabels; readonly value: number; readonly timestamp: number };
type Sample = {
  readonly metricName: string;
  readonly labels: Labels;
  readonly value: number;
  readonly exemplar?: Exemplar | undefined;
};

/**
 * A histogram for thousands of observations a second: its series are looked up once, where prom-client spends some ten
 * microseconds on the labels of each observation. Registers the family on `metrics`; the function that it returns makes
 * the series with those labels, once for each.
 */
export function createHistogramFamily(
  metrics: Metrics,
  { name, help, bounds }: HistogramFamilyOptions,
): (labels: Labels) => HistogramSeries {
  const all: { samples(): Sample[] }[] = [];
  const get = async () => ({
    name,
    help,
    type: "histogram",
    aggregator: "sum",
    values: all.flatMap((series) => series.samples()),
  });
  // The registry asks of a metric no more than this; its declared type is that of prom-client's own classes.
  metrics.registerMetric({ name, help, type: "histogram", get } as unknown as Histogram);
  return (labels) => {
    const series = createSeries(name, bounds, labels);
    all.push(series);
    return series;
  };
}

function createSeries(name: string, bounds: readonly number[], labels: Labels) {
  const counts = Array.from({ length: bounds.length + 1 }, () => 0);
  const exemplars: (Exemplar | undefined)[] = [];
  let sum = 0;
  return {
    observe: (value: number, exemplar?: ExemplarLabels) => {
      let bucket = 0;
      while (bucket < bounds.length && value > bounds[bucket]!) bucket++;
      counts[bucket]!++;
      sum += value;
      if (exemplar) exemplars[bucket] = { labelSet: exemplar, value, timestamp: Date.now() / 1_000 };
    },
    samples: (): Sample[] => {
      let count = 0;
      const buckets = [...bounds, "+Inf"].map((le, bucket) => {
        count += counts[bucket]!;
        const exemplar = exemplars[bucket];
        return { metricName: `${name}_bucket`, labels: { ...labels, le: String(le) }, value: count, exemplar };
      });
      return [
        ...buckets,
        { metricName: `${name}_sum`, labels, value: sum },
        { metricName: `${name}_count`, labels, value: count },
      ];
    },
  };
}
