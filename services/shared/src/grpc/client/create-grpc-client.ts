import { Client, credentials } from "@grpc/grpc-js";
import type { Metrics } from "../../telemetry/metrics/metrics.ts";
import type { CallOptions } from "./begin-call.ts";
import { createClientTelemetry } from "../call-telemetry.ts";
import {
  type MethodDefinition,
  type RequestOf,
  type ResponseOf,
  type ServiceDefinition,
  toGrpcMethod,
} from "../definition.ts";
import { makeBidiStreamingCall } from "./make-bidi-streaming-call.ts";
import { makeClientStreamingCall } from "./make-client-streaming-call.ts";
import { makeServerStreamingCall } from "./make-server-streaming-call.ts";
import { makeUnaryCall } from "./make-unary-call.ts";
import { retryOptions } from "./retry-options.ts";

export type { CallOptions };

type RequestsOf<M extends MethodDefinition> = M["requestStream"] extends true
  ? AsyncIterable<RequestOf<M>>
  : RequestOf<M>;

type ResponsesOf<M extends MethodDefinition> = M["responseStream"] extends true
  ? AsyncIterable<ResponseOf<M>>
  : Promise<ResponseOf<M>>;

/**
 * A client whose methods return a promise, or for a stream an async iterable: both fail with an AppError. A stream
 * of responses begins at its first pull and is cancelled by leaving its loop.
 */
export type GrpcClient<D extends ServiceDefinition> = {
  readonly [M in keyof D["methods"]]: (
    request: RequestsOf<D["methods"][M]>,
    options: CallOptions,
  ) => ResponsesOf<D["methods"][M]>;
} & { readonly close: () => void };

export type GrpcClientOptions = {
  /** Where `rpc.client.call.duration` is kept, if anywhere. */
  readonly metrics?: Metrics;
  /** For how long a call is sent again to a server that cannot be reached. */
  readonly retryTimeoutMs?: number;
};

/** A restarted server is found within a second rather than within grpc-js's usual twenty. */
const channelOptions = {
  "grpc.initial_reconnect_backoff_ms": 100,
  "grpc.max_reconnect_backoff_ms": 1_000,
  // What a call keeps to send again. A stream is held back only beyond it: the usual MiB is thousands of ballots.
  "grpc.per_rpc_retry_buffer_size": 128 * 1024,
};

/** Four attempts. */
const defaultRetryTimeoutMs = 350;

/** A client of `definition` at `target` (host:port), over plain h2c and one connection. */
export function createGrpcClient<D extends ServiceDefinition>(
  definition: D,
  target: string,
  { metrics, retryTimeoutMs = defaultRetryTimeoutMs }: GrpcClientOptions = {},
): GrpcClient<D> {
  const options = { ...channelOptions, ...retryOptions(retryTimeoutMs) };
  const client = new Client(target, credentials.createInsecure(), options);
  const beginTelemetry = createClientTelemetry(target, metrics);
  const methods = Object.entries(definition.methods).map(([name, method]) => [
    name,
    makerOf(method)({ client, method: toGrpcMethod(definition, method), beginTelemetry }),
  ]);
  return Object.fromEntries([...methods, ["close", () => client.close()]]) as GrpcClient<D>;
}

function makerOf({ requestStream, responseStream }: MethodDefinition) {
  if (requestStream) return responseStream ? makeBidiStreamingCall : makeClientStreamingCall;
  return responseStream ? makeServerStreamingCall : makeUnaryCall;
}
