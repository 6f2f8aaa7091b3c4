import type { SpanContext } from "@opentelemetry/api";
import { RPC_SYSTEM_NAME_VALUE_GRPC } from "@opentelemetry/semantic-conventions";
import { Counter, Histogram } from "prom-client";
import type { StatusName } from "../../errors/status.ts";
import { METRIC_RPC_CLIENT_RETRIES } from "../export/telemetry-metrics.ts";
import { exemplarLabels } from "./exemplar-labels.ts";
import type { Metrics } from "./metrics.ts";

/** Notes how long a call of `method` (`package.Service/Method`) took, with its span as the exemplar. */
export type RecordCall = (method: string, status: StatusName, seconds: number, span: SpanContext) => void;

/** Notes how often a call of `method` was sent again. */
export type CountRetries = (method: string, retries: number) => void;

/** Where a client's calls go. */
export type ServerAddress = { readonly address: string; readonly port: number | undefined };

/** The boundaries that the conventions recommend, in seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** `rpc.server.call.duration` on `registry`, which two servers may share. */
export function createServerCallRecorder(registry: Metrics): RecordCall {
  return recorder(histogram(registry, "rpc_server_call_duration_seconds", "Duration of the gRPC calls answered", []));
}

/** `rpc.client.call.duration` on `registry`, which several clients may share. */
export function createClientCallRecorder(registry: Metrics, server: ServerAddress): RecordCall {
  return recorder(
    histogram(registry, "rpc_client_call_duration_seconds", "Duration of the gRPC calls made", serverNames),
    labelsOf(server),
  );
}

/** `emojivoto.rpc.client.retries` on `registry`, which several clients may share. */
export function createRetryCounter(registry: Metrics, server: ServerAddress): CountRetries {
  const name = METRIC_RPC_CLIENT_RETRIES;
  const help = "Times that gRPC calls were sent again";
  const labelNames = ["rpc_system_name", "rpc_method", ...serverNames];
  const registered = registry.getSingleMetric(name) as Counter | undefined;
  const counter = registered ?? new Counter({ name, help, labelNames, registers: [registry] });
  const told = new Set<string>();
  return (method, retries) => {
    // A method counts from 0 on: what begins at 1 has no increase to be seen.
    if (retries === 0 && told.has(method)) return;
    told.add(method);
    counter.inc({ rpc_system_name: RPC_SYSTEM_NAME_VALUE_GRPC, rpc_method: method, ...labelsOf(server) }, retries);
  };
}

const serverNames = ["server_address", "server_port"];

function labelsOf({ address, port }: ServerAddress): Record<string, string | number> {
  return { server_address: address, ...(port !== undefined && { server_port: port }) };
}

function histogram(registry: Metrics, name: string, help: string, addressNames: readonly string[]): Histogram {
  const registered = registry.getSingleMetric(name) as Histogram | undefined;
  const labelNames = ["rpc_system_name", "rpc_method", "rpc_status_code", ...addressNames];
  return registered ?? new Histogram({ name, help, labelNames, buckets, registers: [registry], enableExemplars: true });
}

function recorder(duration: Histogram, server: Record<string, string | number> = {}): RecordCall {
  return (method, status, seconds, span) => {
    duration.observe({
      labels: {
        rpc_system_name: RPC_SYSTEM_NAME_VALUE_GRPC,
        rpc_method: method,
        rpc_status_code: status,
        ...server,
      },
      value: seconds,
      exemplarLabels: exemplarLabels(span) ?? {},
    });
  };
}
