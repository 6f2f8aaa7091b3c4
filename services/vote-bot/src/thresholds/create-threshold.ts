import type { Aggregate } from "./aggregate.ts";
import { comparisons, type Operator } from "./comparison.ts";
import { isOfRequests } from "./metric.ts";
import type { Threshold } from "./threshold.ts";

export type ThresholdParts = Pick<Threshold, "source" | "metric" | "tags"> & {
  readonly aggregate: Aggregate;
  readonly operator: Operator;
  /** In the unit of the aggregate. */
  readonly limit: number;
};

/** A threshold whose parts were checked. */
export function createThreshold(parts: ThresholdParts): Threshold {
  const { source, metric, tags, aggregate, operator, limit } = parts;
  return {
    source,
    metric,
    tags,
    canRecover: canRecover(parts),
    evaluate: (measured) => {
      const value = aggregate.read(measured, tags);
      if (value === undefined) {
        return { source, actual: `no ${isOfRequests(metric) ? "request" : "visit"} matched`, met: false };
      }
      return { source, actual: describeValue(value, parts), met: comparisons[operator](value, limit) };
    },
  };
}

/** What has grown too large does not shrink again, nor does what has become too small where it only falls. */
function canRecover({ aggregate, operator }: ThresholdParts): boolean {
  return !operator.startsWith(aggregate.onlyFalls ? ">" : "<");
}

const maxDigits = 9;

/** Rounded as usual, but never so far that it seems to be on the other side of the limit, or nothing at all. */
function describeValue(value: number, { aggregate: { quantity }, limit }: ThresholdParts): string {
  let text = "";
  for (let digits = quantity.usualDigits; digits <= maxDigits; digits++) {
    text = quantity.describe(value, digits);
    const told = quantity.parse(text.replaceAll(",", "")) ?? NaN;
    if (Math.sign(told - limit) === Math.sign(value - limit) && (told === 0) === (value === 0)) break;
  }
  return text;
}
