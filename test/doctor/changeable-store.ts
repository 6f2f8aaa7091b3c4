import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { ExportRequest, KeyValue } from "../support/otlp-receiver.ts";

/** A span of Jaeger's query JSON, its service beside it. */
export type StoredSpan = {
  readonly service: string;
  readonly resource: readonly Tag[];
  readonly traceID: string;
  readonly spanID: string;
  /** "" for a root. */
  readonly parentSpanID: string;
  readonly operationName: string;
  /** Microseconds since 1970. */
  readonly startTime: number;
  /** Microseconds. */
  readonly duration: number;
  readonly tags: readonly Tag[];
};

type Tag = { readonly key: string; readonly value: unknown };

/** What a test does to the spans before they are seen: moves a clock, loses some, puts a mesh's among them. */
export type Change = (spans: readonly StoredSpan[]) => readonly StoredSpan[];

/** Takes OTLP/JSON and answers Jaeger's query JSON, both on one port, so that a test can change what is in between. */
export type ChangeableStore = {
  /** The variables that make a service export here at once. */
  readonly env: Readonly<Record<string, string>>;
  /** The URL of a query API that shows the spans as they are after `change`. */
  seenBy(change: Change): string;
  close(): Promise<void>;
};

export async function startChangeableStore(): Promise<ChangeableStore> {
  const received: StoredSpan[] = [];
  const changes: Change[] = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://store");
    if (request.method === "POST") {
      received.push(...readSpans(JSON.parse(await text(request)) as ExportRequest));
      return reply(response, 200, {});
    }
    const [, view, path] = /^\/(\d+)(\/.*)/.exec(pathname) ?? [];
    const spans = changes[Number(view)]?.(received) ?? [];
    const traces = Map.groupBy(spans, ({ traceID }) => traceID);
    if (path === "/api/services")
      return reply(response, 200, { data: [...new Set(spans.map(({ service }) => service))] });
    if (path === "/api/traces") return reply(response, 200, { data: search(traces, searchParams).map(toTrace) });
    const trace = traces.get(path?.replace("/api/traces/", "") ?? "");
    if (trace === undefined)
      return reply(response, 404, { data: null, errors: [{ code: 404, msg: "trace not found" }] });
    return reply(response, 200, { data: [toTrace(trace)] });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_EXPORTER_OTLP_PROTOCOL: "http/json", OTEL_BSP_SCHEDULE_DELAY: "50" },
    seenBy: (change) => `${url}/${changes.push(change) - 1}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function search(traces: Map<string, StoredSpan[]>, query: URLSearchParams): StoredSpan[][] {
  const [service, start, end] = [query.get("service"), Number(query.get("start")), Number(query.get("end"))];
  const isAsked = (span: StoredSpan) => span.service === service && span.startTime >= start && span.startTime <= end;
  return [...traces.values()].filter((spans) => spans.some(isAsked)).slice(-Number(query.get("limit")));
}

function toTrace(spans: readonly StoredSpan[]) {
  return {
    traceID: spans[0]?.traceID,
    spans: spans.map(({ parentSpanID, ...span }, index) =>
      Object.assign(span, {
        processID: `p${index}`,
        references: parentSpanID === "" ? [] : [{ refType: "CHILD_OF", traceID: span.traceID, spanID: parentSpanID }],
      }),
    ),
    processes: Object.fromEntries(
      spans.map(({ service, resource }, index) => [`p${index}`, { serviceName: service, tags: resource }]),
    ),
  };
}

const kinds = ["", "internal", "server", "client", "producer", "consumer"];

function readSpans({ resourceSpans }: ExportRequest): StoredSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const resourceTags = toTags(resource.attributes);
    const service = String(resourceTags.find(({ key }) => key === "service.name")?.value);
    return scopeSpans
      .flatMap(({ spans }) => spans)
      .map((span) => ({
        service,
        resource: resourceTags,
        traceID: span.traceId,
        spanID: span.spanId,
        parentSpanID: span.parentSpanId ?? "",
        operationName: span.name,
        startTime: toMicroseconds(span.startTimeUnixNano),
        duration: toMicroseconds(span.endTimeUnixNano) - toMicroseconds(span.startTimeUnixNano),
        tags: [
          ...toTags(span.attributes ?? []),
          { key: "span.kind", value: kinds[span.kind] },
          ...(span.status?.code === 2 ? [{ key: "error", value: true }] : []),
        ],
      }));
  });
}

/** OTLP/JSON writes 64-bit numbers as text. */
function toTags(attributes: readonly KeyValue[]): Tag[] {
  return attributes.map(({ key, value }) => ({
    key,
    value: "intValue" in value ? Number(value["intValue"]) : Object.values(value)[0],
  }));
}

function toMicroseconds(nanoseconds: string): number {
  return Number(BigInt(nanoseconds) / 1_000n);
}
