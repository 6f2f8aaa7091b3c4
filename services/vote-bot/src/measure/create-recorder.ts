import { createRequestCells, createVisitCells, type RequestCell } from "./cells.ts";
import { createMeasured } from "./create-measured.ts";
import { createErrorCounts, type ErrorCount } from "./error-counts.ts";
import { createLatencyHistogram, type Histogram, recordMs } from "./histogram.ts";
import { createIntervals, type Interval, type Moment } from "./intervals.ts";
import type { Measured } from "./measured.ts";
import { createOutliers, type Outliers } from "./outliers.ts";
import { type RequestOutcome, type RequestRecord, requestOutcomes } from "./request-record.ts";
import { createVisitCounter, type VisitCounts } from "./visit-counts.ts";
import type { VisitRecord } from "./visit-record.ts";

/** sent = the outcomes together, once all are over. */
export type RequestCounts = Readonly<Record<RequestOutcome, number>> & { readonly sent: number };

/** Where one visit is told of while it goes on. */
export type VisitLedger = {
  /** A request is about to be sent. */
  sent(): void;
  request(record: RequestRecord): void;
  /** After all its requests. */
  ended(record: VisitRecord): void;
};

/** Everything that is measured in a run. */
export type Recorder = {
  started(visit: { readonly scenario: string; readonly intendedMs: number; readonly startedMs: number }): VisitLedger;
  dropped(visit: { readonly scenario: string; readonly intendedMs: number }): void;
  /** Once a second, and when the run is over. */
  tick(moment: Moment, isLast?: boolean): void;
  /** The measured part ends now. */
  finish(nowMs: number): void;
  readonly measured: Measured;
  visits(): VisitCounts;
  warmupVisits(): VisitCounts;
  requests(): RequestCounts;
  cells(): Iterable<RequestCell>;
  /** Whether there were more kinds of requests than are told apart. */
  isOverfull(): boolean;
  errors(): ErrorCount[];
  readonly outliers: Outliers;
  /** The whole run, in as many intervals as make a picture. */
  series(): readonly Interval[];
  /** The last two minutes, by the second. */
  lastSeconds(): readonly Interval[];
};

export type RecorderOptions = {
  /** The run's start, in milliseconds of `performance.now()`. */
  readonly startMs: number;
  /** Visits that are meant to start in it are counted apart, and measured nowhere. */
  readonly warmupMs: number;
  /** Of the run, the warm-up included; Infinity for one without an end. */
  readonly durationMs: number;
  /** Slowest and failed requests to keep, of each. */
  readonly keepOutliers: number;
};

const seriesPoints = 600;

export function createRecorder({ startMs, warmupMs, durationMs, keepOutliers }: RecorderOptions): Recorder {
  const measuredFromMs = startMs + warmupMs;
  const [visits, warmupVisits] = [createVisitCounter(), createVisitCounter()];
  const [requestCells, visitCells] = [createRequestCells(), createVisitCells()];
  const [outliers, errors] = [createOutliers(keepOutliers), createErrorCounts()];
  const lags = new Map<string, Histogram>();
  const dropped = new Map<string, number>();
  const seriesMs = Number.isFinite(durationMs)
    ? Math.max(1, Math.ceil(durationMs / 1_000 / seriesPoints)) * 1_000
    : 1_000;
  // Twice as many, as the wait for the last answers comes after the run's time.
  const series = createIntervals({ lengthMs: seriesMs, keep: 2 * seriesPoints });
  const lastSeconds = createIntervals({ lengthMs: 1_000, keep: 120 });
  const requests = {
    sent: 0,
    ...(Object.fromEntries(requestOutcomes.map((name) => [name, 0])) as Record<RequestOutcome, number>),
  };
  let endMs: number | undefined;

  const isWarmup = (intendedMs: number) => intendedMs < measuredFromMs;
  const warmupLedger: VisitLedger = {
    sent: () => {},
    request: (record) => {
      series.request(record);
      lastSeconds.request(record);
    },
    ended: ({ outcome }) => warmupVisits.ended(outcome),
  };
  const ledger: VisitLedger = {
    sent: () => void requests.sent++,
    request: (record) => {
      requests[record.outcome]++;
      requestCells.add(record);
      outliers.add(record);
      if (record.errorType !== undefined) errors.add(record.errorType, record);
      warmupLedger.request(record);
    },
    ended: (record) => {
      visits.ended(record.outcome);
      visitCells.add(record);
      if (record.errorType !== undefined) errors.add(record.errorType, record);
    },
  };
  const countPlanned = (intendedMs: number) => {
    const counter = isWarmup(intendedMs) ? warmupVisits : visits;
    counter.planned();
    return counter;
  };
  return {
    started: ({ scenario, intendedMs, startedMs }) => {
      countPlanned(intendedMs).started();
      const lagMs = startedMs - intendedMs;
      series.started(lagMs);
      lastSeconds.started(lagMs);
      if (isWarmup(intendedMs)) return warmupLedger;
      const lag = lags.get(scenario) ?? createLatencyHistogram();
      lags.set(scenario, lag);
      recordMs(lag, lagMs);
      return ledger;
    },
    dropped: ({ scenario, intendedMs }) => {
      countPlanned(intendedMs).dropped();
      series.dropped();
      lastSeconds.dropped();
      if (!isWarmup(intendedMs)) dropped.set(scenario, (dropped.get(scenario) ?? 0) + 1);
    },
    tick: (moment, isLast) => {
      series.tick(moment, isLast);
      lastSeconds.tick(moment, isLast);
    },
    finish: (nowMs) => {
      endMs ??= nowMs;
    },
    measured: createMeasured({
      requests: requestCells,
      visits: visitCells,
      lags,
      dropped: () => dropped,
      elapsedMs: () => Math.max(0, (endMs ?? performance.now()) - measuredFromMs),
    }),
    visits: visits.counts,
    warmupVisits: warmupVisits.counts,
    requests: () => ({ ...requests }),
    cells: requestCells.all,
    isOverfull: requestCells.isOverfull,
    errors: errors.all,
    outliers,
    series: series.all,
    lastSeconds: lastSeconds.all,
  };
}
