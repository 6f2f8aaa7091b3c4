import type { VisitOutcome } from "./visit-record.ts";

/** planned = started + dropped; once all are over started = completed + aborted, and completed the other outcomes. */
export type VisitCounts = Readonly<Record<VisitOutcome, number>> & {
  readonly planned: number;
  readonly started: number;
  readonly dropped: number;
  readonly completed: number;
};

export type VisitCounter = {
  planned(): void;
  started(): void;
  dropped(): void;
  ended(outcome: VisitOutcome): void;
  counts(): VisitCounts;
};

export function createVisitCounter(): VisitCounter {
  const counts = {
    planned: 0,
    started: 0,
    dropped: 0,
    completed: 0,
    ok: 0,
    expected: 0,
    error: 0,
    timeout: 0,
    aborted: 0,
  };
  return {
    planned: () => void counts.planned++,
    started: () => void counts.started++,
    dropped: () => void counts.dropped++,
    ended: (outcome) => {
      counts[outcome]++;
      if (outcome !== "aborted") counts.completed++;
    },
    counts: () => ({ ...counts }),
  };
}
