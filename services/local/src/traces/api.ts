/**
 * What the trace store answers to its page, as JSON; Jaeger's query API stands beside it under its own paths.
 *
 * - `GET /api/summaries?service&operation&status=ok|error&minDurationMs&traceId&fromMs&toMs&limit` → SummariesAnswer;
 *   a `traceId` of fewer than 32 hex digits is what the ids begin with
 * - `GET /api/live` → server-sent events: `traces` (TraceSummary[]), `pulse` (Pulse, once a second)
 * - `GET /api/topology?mesh=folded|shown` → Topology
 * - `GET /api/signals?service&operation` → Signals (every service, or one, or one operation of it)
 * - `GET /api/traces/{id}/logs` → LogsAnswer
 */

/** One line of the list of traces. */
export type TraceSummary = {
  /** 32 hex digits. */
  readonly traceId: string;
  /** Milliseconds since 1970, with fractions. */
  readonly startTimeMs: number;
  readonly durationMs: number;
  /** The root span's; absent while the root has not come. */
  readonly root?: { readonly service: string; readonly operation: string };
  /** In the order in which the request reached them; a mesh's proxies are counted in `proxySpans` alone. */
  readonly services: readonly { readonly name: string; readonly spans: number; readonly errors: number }[];
  /** All spans, the proxies' too. */
  readonly spans: number;
  readonly proxySpans: number;
  readonly errors: number;
  /** The deepest failed span's status: a gRPC status name, an HTTP status code, or `ERROR`. */
  readonly error?: string;
  /** Spans whose parent is missing so far; a whole trace has none. */
  readonly orphans: number;
  readonly roots: number;
};

/** Newest first. */
export type SummariesAnswer = { readonly traces: readonly TraceSummary[] };

/** A latency distribution, of the requests in a window; undefined where there was none. */
export type Percentiles = { readonly p50Ms?: number; readonly p95Ms?: number; readonly p99Ms?: number };

/** The state of the store and of the traffic, over the last ten seconds. */
export type Pulse = Percentiles & {
  readonly timeMs: number;
  /** Traces that a root span began. */
  readonly tracesPerSecond: number;
  /** Requests that the services answered (server spans, the proxies' not counted). */
  readonly requestsPerSecond: number;
  /** 0 to 1; absent without requests. */
  readonly successRatio?: number;
  readonly spansPerSecond: number;
  readonly store: {
    readonly traces: number;
    readonly spans: number;
    readonly bytes: number;
    readonly maxBytes: number;
    /** Spans evicted for room since the start. */
    readonly evictedSpans: number;
    /** Spans refused since the start: malformed or too large. */
    readonly rejectedSpans: number;
    /** Metrics or logs that came but found no place. */
    readonly droppedLogs: number;
  };
};

export type Traffic = Percentiles & {
  readonly requestsPerSecond: number;
  /** 0 to 1; absent without requests. */
  readonly successRatio?: number;
};

/** The last minute's traffic; an edge is one service calling another. */
export type Topology = {
  readonly nodes: readonly (Traffic & {
    readonly id: string;
    readonly label: string;
    readonly kind: "app" | "proxy" | "store";
    /** The app that a proxy stands before, where its spans tell. */
    readonly app?: string;
  })[];
  readonly edges: readonly (Traffic & { readonly from: string; readonly to: string })[];
};

/** Golden signals of the last 15 minutes; arrays of equal length, oldest first. */
export type Signals = {
  readonly stepSeconds: number;
  /** The end of the last step. */
  readonly endTimeMs: number;
  readonly series: readonly {
    readonly service: string;
    /** Absent for all operations of the service together. */
    readonly operation?: string;
    readonly requestsPerSecond: readonly number[];
    readonly errorsPerSecond: readonly number[];
    /** null where a step had no requests. */
    readonly p50Ms: readonly (number | null)[];
    readonly p95Ms: readonly (number | null)[];
    readonly p99Ms: readonly (number | null)[];
  }[];
};

export type LogLine = {
  readonly timeMs: number;
  readonly service: string;
  /** OpenTelemetry's severity text, like `INFO`. */
  readonly severity: string;
  readonly body: string;
  readonly spanId?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
};

/** Oldest first. */
export type LogsAnswer = { readonly logs: readonly LogLine[] };
