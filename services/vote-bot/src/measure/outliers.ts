import type { RequestRecord } from "./request-record.ts";

/** The requests that a report names: the slowest, and the failed. */
export type Outliers = {
  add(record: RequestRecord): void;
  /** The slowest first. */
  slowest(): readonly RequestRecord[];
  /** As many kinds of errors as there are, the first of each kind first. */
  failed(): readonly RequestRecord[];
};

/** Keeps at most `limit` of each. */
export function createOutliers(limit: number): Outliers {
  let slowest: RequestRecord[] = [];
  let floorMs = 0;
  const failedByType = new Map<string, RequestRecord[]>();
  const keepSlowest = (record: RequestRecord) => {
    if (slowest.length >= limit && durationMs(record) <= floorMs) return;
    slowest.push(record);
    // Sorted only now and then, so that a request costs the same however many are kept.
    if (slowest.length >= 2 * limit) trim();
  };
  const trim = () => {
    slowest = slowest.toSorted((a, b) => durationMs(b) - durationMs(a)).slice(0, limit);
    const last = slowest.at(limit - 1);
    floorMs = last === undefined ? 0 : durationMs(last);
  };
  return {
    add: (record) => {
      if (limit === 0 || record.outcome === "aborted") return;
      keepSlowest(record);
      if (record.outcome !== "error" && record.outcome !== "timeout") return;
      const type = record.errorType ?? record.outcome;
      const kept = failedByType.get(type) ?? [];
      failedByType.set(type, kept);
      if (kept.length < limit) kept.push(record);
    },
    slowest: () => {
      trim();
      return slowest;
    },
    failed: () => inTurns([...failedByType.values()]).slice(0, limit),
  };
}

function durationMs({ endMs, intendedMs }: RequestRecord): number {
  return endMs - intendedMs;
}

/** The first of each list, then the second of each, and so on. */
function inTurns<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}
