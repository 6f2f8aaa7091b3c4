import type { RequestRecord } from "./request-record.ts";

/** A kind of error, with the first of its kind. */
export type ErrorCount = { readonly type: string; readonly count: number; readonly first: FailedAs };

type FailedAs = Pick<RequestRecord, "reason" | "traceId">;

export type ErrorCounts = {
  add(type: string, failed: FailedAs): void;
  /** The most frequent first. */
  all(): ErrorCount[];
};

export function createErrorCounts(): ErrorCounts {
  const counts = new Map<string, { count: number; readonly first: FailedAs }>();
  return {
    add: (type, { reason, traceId }) => {
      const known = counts.get(type);
      if (known === undefined) counts.set(type, { count: 1, first: { reason, traceId } });
      else known.count++;
    },
    all: () =>
      [...counts].map(([type, { count, first }]) => ({ type, count, first })).toSorted((a, b) => b.count - a.count),
  };
}
