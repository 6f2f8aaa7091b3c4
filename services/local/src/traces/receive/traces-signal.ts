import { ExportTraceServiceRequest, ExportTraceServiceResponse } from "@emojivoto/proto/otlp/trace-service";
import type { TraceStore } from "../store/create-store.ts";
import type { IncomingSpan } from "../store/trace.ts";
import { traceRequest } from "./otlp-json/trace-request.ts";
import { parseJson } from "./otlp-json/parse-json.ts";
import { decodeOrRefuse } from "./payload-error.ts";
import { readSpan } from "./read-span.ts";
import { type OriginOf, scopedMessages } from "./scoped-messages.ts";
import type { Signal } from "./signal.ts";

/** Spans, into the store; those without usable ids are rejected one by one. */
export function createTracesSignal(store: TraceStore, originOf: OriginOf): Signal {
  return {
    grpcPath: "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
    httpPath: "/v1/traces",
    rejectedName: "rejectedSpans",
    receive: (payload) => {
      const { spans, faults } = decodeOrRefuse("an ExportTraceServiceRequest", () => readSpans(payload, originOf));
      const refused = store.addSpans(spans);
      store.counts.rejectedSpans += faults.length;
      const count = faults.length + refused;
      if (count === 0) return;
      return { count, message: faults[0] ?? `a trace may have ${store.maxTraceBytes} bytes, and one has no more room` };
    },
    encodeRequest: (json) =>
      Buffer.from(
        ExportTraceServiceRequest.encode(ExportTraceServiceRequest.fromPartial(parseJson(traceRequest, json))).finish(),
      ),
    encodeResponse: (rejection) =>
      ExportTraceServiceResponse.encode({
        partialSuccess: rejection && { rejectedSpans: BigInt(rejection.count), errorMessage: rejection.message },
      }).finish(),
  };
}

function readSpans(payload: Buffer, originOf: OriginOf) {
  const spans: IncomingSpan[] = [];
  const faults: string[] = [];
  for (const [origin, message] of scopedMessages(payload, originOf)) {
    const span = readSpan(origin, message);
    if (typeof span === "string") faults.push(span);
    else spans.push(span);
  }
  return { spans, faults };
}
