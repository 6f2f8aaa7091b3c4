import type { Distribution, Measured, Tags } from "../../measure/measured.ts";

export type Asked = { readonly metric: string; readonly tags: Tags | undefined };

export type MeasuredOf = Measured & {
  /** What was asked for, in order. */
  readonly asked: readonly Asked[];
};

/** Measurements of a run of ten seconds in which every metric has these values. */
export function measuredOf({ timesMs = [] as readonly number[], count = 0, failed = 0, total = 0 }): MeasuredOf {
  const asked: Asked[] = [];
  return {
    asked,
    elapsedMs: 10_000,
    trend: (metric, tags) => {
      asked.push({ metric, tags });
      return distributionOf(timesMs);
    },
    count: (metric, tags) => {
      asked.push({ metric, tags });
      return count;
    },
    share: (metric, tags) => {
      asked.push({ metric, tags });
      return { failed, total };
    },
  };
}

function distributionOf(timesMs: readonly number[]): Distribution {
  const sorted = timesMs.toSorted((a, b) => a - b);
  return {
    count: sorted.length,
    minMs: sorted[0] ?? 0,
    maxMs: sorted.at(-1) ?? 0,
    meanMs: sorted.reduce((sum, timeMs) => sum + timeMs, 0) / (sorted.length || 1),
    percentileMs: (percent) => sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? 0,
  };
}
