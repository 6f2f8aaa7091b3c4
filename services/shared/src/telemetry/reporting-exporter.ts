import type { SpanExporter } from "@opentelemetry/sdk-trace";

/** Gets a word when the state of exporting changes. */
export type ExportListener = {
  /** The first batch that was not taken, and why. */
  failed(reason: string, spans: number): void;
  /** A batch was taken again; `lostSpans` were not since the failure. */
  recovered(lostSpans: number): void;
};

type ExportResult = Parameters<Parameters<SpanExporter["export"]>[1]>[0];

/** ExportResultCode.SUCCESS of OpenTelemetry. */
const success = 0;

/** An exporter that tells of lost spans, once an outage: by itself the SDK loses them without a word. */
export function reportingExporter(exporter: SpanExporter, listener: ExportListener): SpanExporter {
  let lostSpans = 0;
  const see = ({ code, error }: ExportResult, spans: number) => {
    if (code !== success) {
      if (lostSpans === 0) listener.failed(reasonOf(error), spans);
      lostSpans += spans;
    } else if (lostSpans > 0) {
      listener.recovered(lostSpans);
      lostSpans = 0;
    }
  };
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        see(result, spans.length);
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}

/** Node tells a refused connection to several addresses as an AggregateError without a message. */
function reasonOf(error: Error | undefined): string {
  const { message, code } = (error ?? {}) as { message?: string; code?: string };
  return message || code || "unknown";
}
