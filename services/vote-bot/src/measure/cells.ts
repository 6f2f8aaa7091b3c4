import { createLatencyHistogram, type Histogram, recordMs } from "./histogram.ts";
import type { Tags } from "./measured.ts";
import type { RequestRecord, RequestOutcome } from "./request-record.ts";
import type { VisitOutcome, VisitRecord } from "./visit-record.ts";

/** Requests that are alike in all that a report or a threshold tells apart. */
export type RequestCell = {
  readonly protocol: RequestRecord["protocol"];
  readonly scenario: string;
  readonly method: string;
  readonly route: string;
  /** As text; `none` where no answer came. */
  readonly status: string;
  readonly outcome: RequestOutcome;
  readonly duration: Histogram;
  readonly serviceTime: Histogram;
};

/** Visits of one scenario with one outcome. */
export type VisitCell = {
  readonly scenario: string;
  readonly outcome: VisitOutcome;
  readonly duration: Histogram;
};

export type RequestCells = {
  add(record: RequestRecord): void;
  all(): Iterable<RequestCell>;
};

export function createRequestCells(): RequestCells {
  const cells = new Map<string, RequestCell>();
  const cellOf = ({ protocol, scenario, method, route, status: answered, outcome }: RequestRecord) => {
    const status = String(answered ?? "none");
    const key = `${scenario}\n${method}\n${route}\n${status}\n${outcome}`;
    const found = cells.get(key);
    if (found !== undefined) return found;
    const histograms = { duration: createLatencyHistogram(), serviceTime: createLatencyHistogram() };
    const cell = { protocol, scenario, method, route, status, outcome, ...histograms };
    cells.set(key, cell);
    return cell;
  };
  return {
    add: (record) => {
      const { duration, serviceTime } = cellOf(record);
      recordMs(duration, record.endMs - record.intendedMs);
      recordMs(serviceTime, record.endMs - record.sentMs);
    },
    all: () => cells.values(),
  };
}

export type VisitCells = {
  add(record: VisitRecord): void;
  all(): Iterable<VisitCell>;
};

export function createVisitCells(): VisitCells {
  const cells = new Map<string, VisitCell>();
  return {
    add: ({ scenario, outcome, endMs, intendedMs }) => {
      const key = `${scenario}\n${outcome}`;
      const cell = cells.get(key) ?? { scenario, outcome, duration: createLatencyHistogram() };
      cells.set(key, cell);
      recordMs(cell.duration, endMs - intendedMs);
    },
    all: () => cells.values(),
  };
}

type Tagged = { readonly [Name in keyof Tags]?: string };

/** Whether a cell has every tag; one that its kind does not have, it has not. */
export function matches(cell: Tagged, tags: Tags): boolean {
  return Object.entries(tags).every(([name, wanted]) => {
    const value = cell[name as keyof Tags];
    return value === wanted || (name === "status" && value !== undefined && statusClass(value) === wanted);
  });
}

/** The class of an HTTP status (`2xx`); any other is its own. */
export function statusClass(status: string): string {
  return /^[1-5]\d\d$/.test(status) ? `${status[0]}xx` : status;
}
