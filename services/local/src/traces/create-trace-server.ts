import { bindServer } from "@emojivoto/shared/grpc/server/bind-server.ts";
import { listen } from "@emojivoto/shared/http/listen.ts";
import type { Health } from "@emojivoto/shared/lifecycle/health.ts";
import type { Logger } from "@emojivoto/shared/log/create-logger.ts";
import type { Metrics } from "@emojivoto/shared/telemetry/metrics/metrics.ts";
import type { z } from "zod";
import { closeGrpcServer, closeHttpServer } from "./close-servers.ts";
import type { configSchema } from "./config.ts";
import { createQueryServer } from "./query/create-query-server.ts";
import { isLoopback } from "./query/is-local-host.ts";
import { jaegerRoutes } from "./query/jaeger/routes.ts";
import { createLive } from "./query/live.ts";
import { pageRoutes } from "./query/page-routes.ts";
import { createGrpcReceiver } from "./receive/create-grpc-receiver.ts";
import { createHttpReceiver } from "./receive/create-http-receiver.ts";
import { createLogsSignal } from "./receive/logs-signal.ts";
import type { Signal } from "./receive/signal.ts";
import { createTracesSignal } from "./receive/traces-signal.ts";
import { createGoldenSignals } from "./signals/golden-signals.ts";
import { createPulse } from "./signals/pulse.ts";
import { createTopologies } from "./signals/topologies.ts";
import { addStoreMetrics } from "./store-metrics.ts";
import { createStore, type TraceStore } from "./store/create-store.ts";
import { createSharedOrigins } from "./store/shared-origins.ts";

export type TraceServerOptions = {
  readonly config: z.output<typeof configSchema>;
  readonly log: Logger;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly now?: () => number;
  /** Is told the size of each payload that was taken. */
  readonly onPayload?: (payloadBytes: number) => void;
};

/** Takes OTLP on two ports and answers on a third. */
export type TraceServer = {
  readonly listen: () => Promise<{ readonly http: number; readonly otlpGrpc: number; readonly otlpHttp: number }>;
  readonly close: () => Promise<void>;
};

const bytesAMegabyte = 1_000_000;

export function createTraceServer(options: TraceServerOptions): TraceServer {
  const { config, log, health, metrics, now = Date.now, onPayload = () => {} } = options;
  const topologies = createTopologies(now);
  const signals = createGoldenSignals(now);
  const pulse = createPulse(now);
  const live = createLive(() => pulse.answer(store));
  const store: TraceStore = createStore(config.TRACE_STORE_MAX_MB * bytesAMegabyte, (trace, added) => {
    for (const { span } of added) signals.record(span);
    topologies.record(trace, added);
    pulse.record(trace, added);
    live.touch(trace);
  });
  addStoreMetrics(metrics, store);
  const originOf = createSharedOrigins();
  const otlp = [createTracesSignal(store, originOf), createLogsSignal(store, originOf)].map((signal) =>
    reporting(signal, onPayload),
  );
  const grpc = createGrpcReceiver(otlp, log);
  const http = createHttpReceiver(otlp, log);
  const query = createQueryServer({
    routes: [...jaegerRoutes(store, now), ...pageRoutes({ store, topologies, signals, live })],
    health,
    metrics,
    log,
    pageDir: config.PAGE_DIR,
    localOnly: isLoopback(config.LISTEN_HOST),
  });
  const { LISTEN_HOST: host } = config;
  return {
    listen: async () => ({
      otlpGrpc: await bindServer(grpc, host, config.OTLP_GRPC_PORT),
      otlpHttp: await listen(http, host, config.OTLP_HTTP_PORT),
      http: await listen(query, host, config.TRACES_PORT),
    }),
    close: async () => {
      live.close();
      await Promise.all([closeGrpcServer(grpc), closeHttpServer(http), closeHttpServer(query)]);
    },
  };
}

function reporting(signal: Signal, onPayload: (payloadBytes: number) => void): Signal {
  return {
    ...signal,
    receive: (payload) => {
      onPayload(payload.length);
      return signal.receive(payload);
    },
  };
}
