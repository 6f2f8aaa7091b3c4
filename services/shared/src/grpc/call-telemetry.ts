import type { Metadata } from "@grpc/grpc-js";
import {
  type Attributes,
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  type TextMapGetter,
  type TextMapSetter,
  trace,
} from "@opentelemetry/api";
import { ATTR_SERVER_ADDRESS, ATTR_SERVER_PORT } from "@opentelemetry/semantic-conventions";
import type { StatusName } from "../errors/status.ts";
import type { Metrics } from "../telemetry/metrics/metrics.ts";
import { endRpcSpan, rpcAttributes } from "../telemetry/conventions/rpc-conventions.ts";
import {
  createClientCallRecorder,
  createRetryCounter,
  createServerCallRecorder,
  type RecordCall,
  type ServerAddress,
} from "../telemetry/metrics/rpc-metrics.ts";

/**
 * What is told of one call. The adapter makes the spans of all four call types itself: it alone sees every way a
 * call can end, where instrumentation-grpc loses the span of a stream whose caller went away, ends a call past its
 * deadline as OK, and has neither metrics nor the stable names. Only the methods of our definitions come through
 * here, so health and reflection leave neither span nor metric and no caller can invent a label's value.
 */
export type CallTelemetry = {
  /** Has the call's span in it. */
  readonly context: Context;
  /** Ends the span and counts the call; once. */
  end(status: StatusName): void;
};

/** What is told of a call by who makes it. */
export type ClientCallTelemetry = CallTelemetry & {
  /** Adds how often the call was sent again. */
  retried(times: number): void;
};

/** Begins to tell of a call of `method` (`package.Service/Method`) with that metadata. */
export type BeginTelemetry<T extends CallTelemetry = CallTelemetry> = (method: string, metadata: Metadata) => T;

/** For the calls that a server answers: their spans join the trace that the metadata names. */
export function createServerTelemetry(metrics: Metrics): BeginTelemetry {
  const record = createServerCallRecorder(metrics);
  return (method, metadata) =>
    begin(SpanKind.SERVER, method, {}, propagation.extract(ROOT_CONTEXT, metadata, getter), record);
}

/** For the calls of a client: their spans are children of the active one, and the metadata names them. */
export function createClientTelemetry(
  target: string,
  metrics: Metrics | undefined,
): BeginTelemetry<ClientCallTelemetry> {
  const server = addressOf(target);
  const record = metrics && createClientCallRecorder(metrics, server);
  const countRetries = metrics && createRetryCounter(metrics, server);
  const attributes = { [ATTR_SERVER_ADDRESS]: server.address, [ATTR_SERVER_PORT]: server.port };
  return (method, metadata) => {
    const telemetry = begin(SpanKind.CLIENT, method, attributes, context.active(), record);
    propagation.inject(telemetry.context, metadata, setter);
    return { ...telemetry, retried: (times) => countRetries?.(method, times) };
  };
}

function begin(
  kind: SpanKind.CLIENT | SpanKind.SERVER,
  method: string,
  attributes: Attributes,
  parent: Context,
  record: RecordCall | undefined,
): CallTelemetry {
  const startedAt = performance.now();
  const options = { kind, attributes: { ...rpcAttributes(method), ...attributes } };
  const span = trace.getTracer("@emojivoto/shared/grpc").startSpan(method, options, parent);
  return {
    context: trace.setSpan(parent, span),
    end: (status) => {
      endRpcSpan(span, kind, status);
      record?.(method, status, (performance.now() - startedAt) / 1_000, span.spanContext());
    },
  };
}

const getter: TextMapGetter<Metadata> = {
  get: (metadata, key) => metadata.get(key).map(String),
  keys: (metadata) => Object.keys(metadata.getMap()),
};

const setter: TextMapSetter<Metadata> = {
  set: (metadata, key, value) => metadata.set(key, value),
};

function addressOf(target: string): ServerAddress {
  const [, address = target, port] = /^\[?(.*?)\]?:(\d+)$/.exec(target) ?? [];
  return { address, port: port === undefined ? undefined : Number(port) };
}
