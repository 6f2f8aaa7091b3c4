import { type Aggregate, aggregatesOf, parseAggregate } from "./aggregate.ts";
import { checkTags } from "./check-tags.ts";
import { operators } from "./comparison.ts";
import { createThreshold, type ThresholdParts } from "./create-threshold.ts";
import { type MetricName, metricNames } from "./metric.ts";
import { listed, noSuch } from "./no-such.ts";
import { splitThreshold, type ThresholdText } from "./split-threshold.ts";
import type { Threshold } from "./threshold.ts";

type Read = { readonly parts?: ThresholdParts; readonly faults: readonly string[] };

/**
 * Reads `http_req_duration{route:/api/vote}:p(99)<250ms`; undefined where `faultsOfThreshold` has something to say.
 * A tag's value may stand in quotes.
 */
export function parseThreshold(source: string): Threshold | undefined {
  const { parts, faults } = readThreshold(source);
  return parts === undefined || faults.length > 0 ? undefined : createThreshold(parts);
}

/** Everything that is wrong with a threshold as it is written, a line each that names the piece. */
export function faultsOfThreshold(source: string): readonly string[] {
  return readThreshold(source).faults;
}

function readThreshold(source: string): Read {
  const text = splitThreshold(source);
  if (typeof text === "string") return { faults: [text] };
  const metric = metricNames.find((name) => name === text.metric);
  const { tags, faults: tagFaults } = checkTags(text.tags, metric);
  const operator = operators.find((name) => name === text.operator);
  const aggregate = metric && parseAggregate(metric, text.aggregate);
  const limit = aggregate?.quantity.parse(text.limit);

  const faults: string[] = [];
  if (metric === undefined) faults.push(noSuch("metric", text.metric, metricNames));
  faults.push(...tagFaults);
  if (operator === undefined) faults.push(`${text.operator}: no such operator; expected ${listed(operators)}`);
  if (metric && !aggregate) faults.push(aggregateFault(metric, text));
  if (aggregate && limit === undefined) faults.push(limitFault(aggregate, text));
  if (!metric || !operator || !aggregate || limit === undefined) return { faults };
  return { parts: { source, metric, tags, aggregate, operator, limit }, faults };
}

function limitFault({ quantity }: Aggregate, { aggregate, limit }: ThresholdText): string {
  return `${aggregate}: expected ${quantity.expected}, got ${limit === "" ? "none" : `\`${limit}\``}`;
}

function aggregateFault(metric: MetricName, { aggregate }: ThresholdText): string {
  const choices = aggregatesOf(metric);
  const [, percent] = /^p\s*\(?\s*([\d.]+)\s*\)?$/.exec(aggregate) ?? [];
  if (percent === undefined || !choices.includes("p(99)")) return noSuch(`aggregate of ${metric}`, aggregate, choices);
  return `${aggregate}: expected a percentile above p(0) and up to p(100), written like p(99.9)`;
}
