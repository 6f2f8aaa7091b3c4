import { matches, type RequestCell, type RequestCells, type VisitCells } from "./cells.ts";
import { distributionOf, type Histogram, mergeHistograms } from "./histogram.ts";
import type { CounterMetric, Distribution, Measured, ShareMetric, Tags, TrendMetric } from "./measured.ts";

export type MeasuredParts = {
  readonly requests: RequestCells;
  readonly visits: VisitCells;
  /** Of the visits that were started, by scenario. */
  readonly lags: ReadonlyMap<string, Histogram>;
  readonly dropped: () => ReadonlyMap<string, number>;
  readonly elapsedMs: () => number;
};

const failed = new Set<string>(["error", "timeout"]);

/** Thresholds and reports ask here; each answer is made anew from the histograms. */
export function createMeasured({ requests, visits, lags, dropped, elapsedMs }: MeasuredParts): Measured {
  const requestsOf = (protocol: RequestCell["protocol"], tags: Tags) =>
    ended(requests.all(), tags).filter((cell) => cell.protocol === protocol);
  const trend = (metric: TrendMetric, tags: Tags = {}) => {
    switch (metric) {
      case "http_req_duration":
        return merged(requestsOf("http", tags).map(({ duration }) => duration));
      case "http_req_service_time":
        return merged(requestsOf("http", tags).map(({ serviceTime }) => serviceTime));
      case "grpc_req_duration":
        return merged(requestsOf("grpc", tags).map(({ duration }) => duration));
      case "grpc_req_service_time":
        return merged(requestsOf("grpc", tags).map(({ serviceTime }) => serviceTime));
      case "visit_duration":
        return merged(ended(visits.all(), tags).map(({ duration }) => duration));
      case "dispatch_lag":
        return merged([...lags].filter(([scenario]) => matches({ scenario }, tags)).map(([, lag]) => lag));
    }
  };
  const count = (metric: CounterMetric, tags: Tags = {}) => {
    switch (metric) {
      case "http_reqs":
        return counted(requestsOf("http", tags));
      case "grpc_reqs":
        return counted(requestsOf("grpc", tags));
      case "visits":
        return counted(ended(visits.all(), tags));
      case "dropped_visits":
        return [...dropped()].reduce((sum, [scenario, drops]) => sum + (matches({ scenario }, tags) ? drops : 0), 0);
    }
  };
  const cellsOf = (metric: ShareMetric, tags: Tags) => {
    switch (metric) {
      case "http_req_failed":
        return requestsOf("http", tags);
      case "grpc_req_failed":
        return requestsOf("grpc", tags);
      case "visit_failed":
        return ended(visits.all(), tags);
    }
  };
  return {
    trend,
    count,
    share: (metric, tags = {}) => {
      const cells = cellsOf(metric, tags);
      return { failed: counted(cells.filter(({ outcome }) => failed.has(outcome))), total: counted(cells) };
    },
    get elapsedMs() {
      return elapsedMs();
    },
  };
}

type Ended = { readonly outcome: string };

/** What the bot itself cut off says nothing of the target; it is seen only by who asks for it. */
function ended<C extends Ended>(cells: Iterable<C>, tags: Tags): C[] {
  return [...cells].filter((cell) => matches(cell, tags) && (cell.outcome !== "aborted" || tags.outcome === "aborted"));
}

function counted(cells: readonly { readonly duration: Histogram }[]): number {
  return cells.reduce((sum, { duration }) => sum + duration.count, 0);
}

function merged(histograms: readonly Histogram[]): Distribution {
  return distributionOf(mergeHistograms(histograms));
}
