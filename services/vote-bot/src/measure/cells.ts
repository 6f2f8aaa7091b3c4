import { createLatencyHistogram, type Histogram, recordMs } from "./histogram.ts";
import { otherRoutes } from "./route-names.ts";
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
  /** Whether there were more kinds of requests than are told apart. */
  isOverfull(): boolean;
};

/** Cells that are told apart, at some 280 kB each; a target may answer with every status there is. */
const maxCells = 200;

export function createRequestCells(): RequestCells {
  const cells = new Map<string, RequestCell>();
  let isOverfull = false;
  const cellOf = ({ protocol, scenario, method, route, status: answered, outcome }: RequestRecord) => {
    const status = String(answered ?? "none");
    const key = `${scenario}\n${method}\n${route}\n${status}\n${outcome}`;
    const found = cells.get(key);
    if (found !== undefined) return found;
    if (cells.size < maxCells) return create(key, { protocol, scenario, method, route, status, outcome });
    isOverfull = true;
    const restKey = `${protocol}\n${outcome}`;
    const rest = { protocol, scenario: "", method: "*", route: otherRoutes, status: "any", outcome };
    return cells.get(restKey) ?? create(restKey, rest);
  };
  const create = (key: string, tags: Omit<RequestCell, "duration" | "serviceTime">) => {
    const cell = { ...tags, duration: createLatencyHistogram(), serviceTime: createLatencyHistogram() };
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
    isOverfull: () => isOverfull,
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
