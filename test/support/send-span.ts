import { exportSpans, newSpanId, newTraceId } from "./otlp-spans.ts";

/** Sends a trace of one span to an OTLP/HTTP receiver, a URL without a closing slash, and resolves to its id. */
export async function sendSpan(otlpHttp: string, durationMs = 5): Promise<string> {
  const traceId = newTraceId();
  const { status } = await fetch(`${otlpHttp}/v1/traces`, {
    method: "POST",
    headers: { "content-type": "application/x-protobuf" },
    body: exportSpans({ service: "web", spans: [{ traceId, spanId: newSpanId(), durationMs }] }),
  });
  if (status !== 200) throw new Error(`the receiver answered ${status}`);
  return traceId;
}
