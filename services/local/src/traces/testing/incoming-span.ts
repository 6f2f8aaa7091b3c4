import { InstrumentationScope } from "@emojivoto/proto/otlp/common";
import { Resource } from "@emojivoto/proto/otlp/resource";
import { Span_SpanKind } from "@emojivoto/proto/otlp/trace";
import { createOrigin, type Origin, type ProxySide } from "../store/origin.ts";
import type { IncomingSpan } from "../store/trace.ts";

/** A span as a test names it; ids are small numbers, 0 is no parent. */
export type NamedSpan = {
  readonly service: string;
  readonly id: number;
  readonly parent?: number;
  readonly name?: string;
  readonly kind?: keyof typeof Span_SpanKind;
  readonly proxy?: ProxySide;
  readonly startMs?: number;
  readonly durationMs?: number;
  readonly failure?: string;
};

/** A span as the receivers hand it to the store; one origin a service. */
export function createIncomingSpans(): (span: NamedSpan) => IncomingSpan {
  const origins = new Map<string, Origin>();
  return ({
    service,
    id,
    parent = 0,
    name = "work",
    kind = "INTERNAL",
    proxy,
    startMs = 0,
    durationMs = 1,
    failure,
  }) => {
    const origin = origins.get(service) ?? originOf(service);
    origins.set(service, origin);
    return {
      traceId: "0123456789abcdef0123456789abcdef",
      id: { high: 0, low: id },
      parent: { high: 0, low: parent },
      operation: origin.operationOf(name, Span_SpanKind[kind], proxy),
      startMs,
      durationUs: durationMs * 1_000,
      failure,
      calledStore: undefined,
      bytes: new Uint8Array(),
    };
  };
}

function originOf(service: string): Origin {
  const attributes = [{ key: "service.name", value: { stringValue: service } }];
  return createOrigin(
    Resource.encode(Resource.fromPartial({ attributes })).finish(),
    InstrumentationScope.encode(InstrumentationScope.fromPartial({ name: "test" })).finish(),
  );
}
