import { randomUUID } from "node:crypto";
import type { RawHeaders } from "../headers/raw-headers.ts";
import { readTraceContext } from "../trace-context/read-trace-context.ts";
import type { TraceContext, TraceFormat } from "../trace-context/trace-format.ts";
import { type ProxiedRequest, requestAttributes, splitTarget } from "./request-attributes.ts";
import type { ProxySide, SpanRecord } from "./span-record.ts";

/** One way of a request upstream: a CLIENT span, when the answer's headers come. */
type Try = { readonly headers: RawHeaders; answered(status: number): void };

/** A request's way through one proxy. A span is made by an answer: without one there is none. */
export type TracedRequest = {
  /** For each try, a retry's too. */
  nextTry(): Try;
  /** The answer's headers go back to the caller: the SERVER span. */
  answered(status: number): void;
};

export type RequestTracer = (request: ProxiedRequest) => TracedRequest;

type TracerOptions = {
  readonly proxy: ProxySide;
  readonly clock: () => number;
  readonly record: (span: SpanRecord) => void;
};

const sampled = 1;

/** The tracer of a proxy that exports nothing: every header passes as it is. */
export const noTracer: RequestTracer = ({ headers }) => untraced(headers);

/**
 * A tracer that puts a new span id into the request's own trace header at each of two layers, sampled or not,
 * and records their spans when sampled.
 */
export function createRequestTracer(options: TracerOptions): RequestTracer {
  return (request) => {
    const found = readTraceContext(request.headers);
    if (found === undefined) return untraced(request.headers);
    const enter = layersOf(request, found.format, options);
    const server = enter("SERVER", request.headers, found.context);
    return { nextTry: () => enter("CLIENT", server.headers, server.context), answered: server.answered };
  };
}

function untraced(headers: RawHeaders): TracedRequest {
  return { nextTry: () => ({ headers, answered: () => {} }), answered: () => {} };
}

function layersOf(request: ProxiedRequest, format: TraceFormat, { proxy, clock, record }: TracerOptions) {
  let attributes: SpanRecord["request"] | undefined;
  return (kind: SpanRecord["kind"], headers: RawHeaders, incoming: TraceContext) => {
    const startMs = clock();
    const spanId = randomSpanId();
    const context = { ...incoming, parentId: spanId };
    return {
      context,
      headers: format.write(headers, context),
      answered: (status: number) => {
        if ((incoming.flags & sampled) === 0) return;
        attributes ??= requestAttributes(request);
        const { traceId, parentId } = incoming;
        const [name] = splitTarget(request.target);
        const endMs = clock();
        record({ proxy, kind, traceId, spanId, parentId, name, startMs, endMs, request: attributes, status });
      },
    };
  };
}

/** 16 hex digits of a UUID that are random: Node makes those in stock, ten times as fast as eight bytes. */
function randomSpanId(): string {
  const uuid = randomUUID();
  return uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(-4);
}
