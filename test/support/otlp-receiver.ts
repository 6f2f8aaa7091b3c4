import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createUntil } from "./create-until.ts";

/** A span as OTLP/JSON has it, with plain attribute values and its service's name. */
export type ReceivedSpan = {
  readonly service: string;
  readonly resource: Readonly<Record<string, unknown>>;
  readonly traceId: string;
  readonly spanId: string;
  /** "" for a root. */
  readonly parentSpanId: string;
  readonly name: string;
  /** Nanoseconds since 1970. */
  readonly startedAt: bigint;
  readonly kind: "INTERNAL" | "SERVER" | "CLIENT" | "PRODUCER" | "CONSUMER";
  readonly status: "UNSET" | "OK" | "ERROR";
  readonly attributes: Readonly<Record<string, unknown>>;
};

/** A log record as OTLP/JSON has it, with plain attribute values. */
export type ReceivedLog = {
  readonly service: string;
  /** "" where no trace was active. */
  readonly traceId: string;
  readonly spanId: string;
  readonly severity: string;
  readonly body: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
};

/** A metric as OTLP/JSON has it, with the attributes of each of its points. */
export type ReceivedMetric = {
  readonly service: string;
  readonly name: string;
  readonly unit: string;
  readonly type: "sum" | "gauge" | "histogram";
  readonly points: readonly ReceivedPoint[];
};

export type ReceivedPoint = {
  readonly attributes: Readonly<Record<string, unknown>>;
  /** As OTLP/JSON has it: `asDouble`; or `count`, `sum`, `explicitBounds`, `bucketCounts`. */
  readonly value: Readonly<Record<string, unknown>>;
};

/** An OTLP/HTTP receiver of JSON in this process, for what real services export. */
export type OtlpReceiver = {
  /** The variables that make a service export here at once. */
  readonly env: Readonly<Record<string, string>>;
  readonly spans: readonly ReceivedSpan[];
  /** What came of the other two signals, which a service sends only when it is told to. */
  readonly logs: readonly ReceivedLog[];
  readonly metrics: readonly ReceivedMetric[];
  /** Resolves when `condition` holds for the spans received so far; looks again whenever some arrive. */
  until(condition: (spans: readonly ReceivedSpan[]) => boolean): Promise<readonly ReceivedSpan[]>;
  /** The spans of one trace, once `condition` holds for them. */
  trace(traceId: string, condition: (spans: readonly ReceivedSpan[]) => boolean): Promise<readonly ReceivedSpan[]>;
  close(): Promise<void>;
};

export async function createOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const logs: ReceivedLog[] = [];
  const metrics: ReceivedMetric[] = [];
  const { until, arrived } = createUntil(spans);
  const server = createServer(async (request, response) => {
    const body: unknown = JSON.parse(await text(request));
    if (request.url === "/v1/traces") spans.push(...readSpans(body as ExportRequest));
    if (request.url === "/v1/logs") logs.push(...readLogs(body as LogsRequest));
    if (request.url === "/v1/metrics") metrics.push(...readMetrics(body as MetricsRequest));
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
    arrived();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const of = (traceId: string) => spans.filter((span) => span.traceId === traceId);
  return {
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_BSP_SCHEDULE_DELAY: "50",
    },
    spans,
    logs,
    metrics,
    until,
    trace: async (traceId, condition) => {
      await until(() => condition(of(traceId)));
      return of(traceId);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const kinds = ["INTERNAL", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"] as const;
const statuses = ["UNSET", "OK", "ERROR"] as const;

export type KeyValue = { key: string; value: Record<string, unknown> };
type Resource = { resource: { attributes: KeyValue[] } };

type LogsRequest = {
  resourceLogs: (Resource & {
    scopeLogs: {
      logRecords: {
        traceId?: string;
        spanId?: string;
        severityText: string;
        body: Record<string, unknown>;
        attributes?: KeyValue[];
      }[];
    }[];
  })[];
};

type Points = { dataPoints: ({ attributes?: KeyValue[] } & Record<string, unknown>)[] };

type MetricsRequest = {
  resourceMetrics: (Resource & {
    scopeMetrics: { metrics: { name: string; unit: string; sum?: Points; gauge?: Points; histogram?: Points }[] }[];
  })[];
};

/** What tests read of an ExportTraceServiceRequest in OTLP/JSON. */
export type ExportRequest = {
  resourceSpans: {
    resource: { attributes: KeyValue[] };
    scopeSpans: {
      spans: {
        traceId: string;
        spanId: string;
        parentSpanId?: string;
        name: string;
        kind: number;
        startTimeUnixNano: string;
        endTimeUnixNano: string;
        status?: { code?: number };
        attributes?: KeyValue[];
      }[];
    }[];
  }[];
};

function readSpans({ resourceSpans }: ExportRequest): ReceivedSpan[] {
  return resourceSpans.flatMap((ofResource) => {
    const resource = plain(ofResource.resource.attributes);
    return ofResource.scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        service: String(resource["service.name"]),
        resource,
        traceId: span.traceId,
        spanId: span.spanId,
        parentSpanId: span.parentSpanId ?? "",
        name: span.name,
        startedAt: BigInt(span.startTimeUnixNano),
        kind: kinds[span.kind] ?? "INTERNAL",
        status: statuses[span.status?.code ?? 0] ?? "UNSET",
        attributes: plain(span.attributes ?? []),
      })),
    );
  });
}

function readLogs({ resourceLogs }: LogsRequest): ReceivedLog[] {
  return resourceLogs.flatMap(({ resource, scopeLogs }) =>
    scopeLogs
      .flatMap(({ logRecords }) => logRecords)
      .map((record) => ({
        service: serviceOf(resource),
        traceId: record.traceId ?? "",
        spanId: record.spanId ?? "",
        severity: record.severityText,
        body: Object.values(record.body)[0],
        attributes: plain(record.attributes ?? []),
      })),
  );
}

function readMetrics({ resourceMetrics }: MetricsRequest): ReceivedMetric[] {
  return resourceMetrics.flatMap(({ resource, scopeMetrics }) =>
    scopeMetrics
      .flatMap(({ metrics }) => metrics)
      .map((metric) => {
        const type = (["sum", "gauge", "histogram"] as const).find((each) => metric[each] !== undefined)!;
        const points = metric[type]!.dataPoints.map(({ attributes = [], ...value }) => ({
          attributes: plain(attributes),
          value,
        }));
        return { service: serviceOf(resource), name: metric.name, unit: metric.unit, type, points };
      }),
  );
}

function serviceOf({ attributes }: Resource["resource"]): string {
  return String(plain(attributes)["service.name"]);
}

function plain(attributes: KeyValue[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
