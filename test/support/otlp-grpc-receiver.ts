import type { KeyValue } from "@emojivoto/proto/otlp/common";
import type { Span } from "@emojivoto/proto/otlp/trace";
import { type ExportTraceServiceRequest, TraceServiceDefinition } from "@emojivoto/proto/otlp/trace-service";
import { toGrpcMethod } from "@emojivoto/shared/grpc/definition.ts";
import { type sendUnaryData, Server, ServerCredentials, type ServerUnaryCall } from "@grpc/grpc-js";
import { createUntil } from "./create-until.ts";
import type { ReceivedSpan } from "./otlp-receiver.ts";

/** A span as OTLP/gRPC brings it. */
export type GrpcReceivedSpan = ReceivedSpan & {
  /** OTLP's `span.flags`. */
  readonly flags: number;
  /** Of the instrumentation scope; "" where it has none. */
  readonly scope: string;
};

type Condition = (spans: readonly GrpcReceivedSpan[]) => boolean;

/** An OTLP/gRPC receiver of traces in this process, for processes that export by nothing else. */
export type OtlpGrpcReceiver = {
  /** The variables that make a service export here at once. */
  readonly env: Readonly<Record<string, string>>;
  readonly spans: readonly GrpcReceivedSpan[];
  /** Resolves when `condition` holds for the spans received so far; looks again whenever some arrive. */
  until(condition: Condition): Promise<readonly GrpcReceivedSpan[]>;
  close(): void;
};

type ExportCall = ServerUnaryCall<ExportTraceServiceRequest, object>;

export async function createOtlpGrpcReceiver(): Promise<OtlpGrpcReceiver> {
  const spans: GrpcReceivedSpan[] = [];
  const { until, arrived } = createUntil(spans);
  const server = new Server();
  server.addService(
    { export: toGrpcMethod(TraceServiceDefinition, TraceServiceDefinition.methods.export) },
    {
      export: ({ request }: ExportCall, answer: sendUnaryData<object>) => {
        spans.push(...readSpans(request));
        answer(null, {});
        arrived();
      },
    },
  );
  const port = await bind(server);
  return {
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
      OTEL_BSP_SCHEDULE_DELAY: "50",
    },
    spans,
    until,
    close: () => server.forceShutdown(),
  };
}

function bind(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}

const kinds = ["INTERNAL", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"] as const;
const statuses = ["UNSET", "OK", "ERROR"] as const;

function readSpans({ resourceSpans }: ExportTraceServiceRequest): GrpcReceivedSpan[] {
  return resourceSpans.flatMap((ofResource) => {
    const resource = plain(ofResource.resource?.attributes);
    return ofResource.scopeSpans.flatMap(({ scope, spans }) =>
      spans.map((span) => readSpan(span, resource, scope?.name ?? "")),
    );
  });
}

function readSpan(span: Span, resource: Readonly<Record<string, unknown>>, scope: string): GrpcReceivedSpan {
  return {
    service: String(resource["service.name"]),
    resource,
    traceId: span.traceId.toString("hex"),
    spanId: span.spanId.toString("hex"),
    parentSpanId: span.parentSpanId.toString("hex"),
    name: span.name,
    startedAt: span.startTimeUnixNano,
    kind: kinds[span.kind] ?? "INTERNAL",
    status: statuses[span.status?.code ?? 0] ?? "UNSET",
    attributes: plain(span.attributes),
    flags: span.flags,
    scope,
  };
}

function plain(attributes: readonly KeyValue[] = []): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ key, value = {} }) => [key, Object.values(value).find((each) => each !== undefined)]),
  );
}
