import type { Logger } from "@emojivoto/shared/log/create-logger.ts";
import { createClock } from "./create-clock.ts";
import { createOtlpSender } from "./create-otlp-sender.ts";
import { createRequestTracer, noTracer, type RequestTracer } from "./create-request-tracer.ts";
import { createSpanExporter, type SpanExporterOptions } from "./create-span-exporter.ts";
import { parseOtlpTarget } from "./parse-otlp-target.ts";
import type { ProxySide } from "./span-record.ts";

/** The tracing of all proxies of a process, which share one exporter. */
export type Tracing = {
  createTracer(proxy: ProxySide): RequestTracer;
  /** Sends what has ended, within two seconds. */
  shutdown(): Promise<void>;
};

type TracingOptions = {
  /** `host:port` or a URL; undefined turns tracing off, and headers pass as they are. */
  readonly endpoint: string | undefined;
  readonly intervalMs: number;
  readonly log: Logger;
  readonly count: SpanExporterOptions["count"];
};

export function createTracing({ endpoint, ...options }: TracingOptions): Tracing {
  const target = endpoint === undefined ? undefined : parseOtlpTarget(endpoint);
  if (target === undefined) return { createTracer: () => noTracer, shutdown: () => Promise.resolve() };
  const sender = createOtlpSender(target);
  const exporter = createSpanExporter({ ...options, send: sender.send });
  const clock = createClock();
  return {
    createTracer: (proxy) => createRequestTracer({ proxy, clock, record: exporter.record }),
    shutdown: async () => {
      await exporter.stop();
      sender.close();
    },
  };
}
