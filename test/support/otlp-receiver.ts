import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

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

/** An OTLP/HTTP receiver of JSON in this process, for what real services export. */
export type OtlpReceiver = {
  /** The variables that make a service export here at once. */
  readonly env: Readonly<Record<string, string>>;
  readonly spans: readonly ReceivedSpan[];
  /** Resolves when `condition` holds for the spans received so far; looks again whenever some arrive. */
  until(condition: (spans: readonly ReceivedSpan[]) => boolean): Promise<readonly ReceivedSpan[]>;
  /** The spans of one trace, once `condition` holds for them. */
  trace(traceId: string, condition: (spans: readonly ReceivedSpan[]) => boolean): Promise<readonly ReceivedSpan[]>;
  close(): Promise<void>;
};

export async function createOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const looking = new Set<() => void>();
  const server = createServer(async (request, response) => {
    if (request.url === "/v1/traces") spans.push(...readSpans(JSON.parse(await text(request)) as ExportRequest));
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
    for (const look of looking) look();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const until: OtlpReceiver["until"] = (condition) =>
    new Promise((resolve) => {
      const look = () => {
        if (!condition(spans)) return;
        looking.delete(look);
        resolve(spans);
      };
      looking.add(look);
      look();
    });
  const of = (traceId: string) => spans.filter((span) => span.traceId === traceId);
  return {
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_BSP_SCHEDULE_DELAY: "50",
    },
    spans,
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

type KeyValue = { key: string; value: Record<string, unknown> };

/** What this reads of an ExportTraceServiceRequest in OTLP/JSON. */
type ExportRequest = {
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

function plain(attributes: KeyValue[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
