import { Server, type UntypedHandleCall } from "@grpc/grpc-js";
import { HealthImplementation } from "grpc-health-check";
import type { Authenticate } from "../../auth/create-authenticate.ts";
import type { Health } from "../../lifecycle/health.ts";
import type { Logger } from "../../log/create-logger.ts";
import type { Metrics } from "../../telemetry/metrics/metrics.ts";
import { addReflection } from "./add-reflection.ts";
import { bindServer } from "./bind-server.ts";
import { createServerTelemetry } from "../call-telemetry.ts";
import { createDrain } from "./create-drain.ts";
import { type MethodDefinition, type ServiceDefinition, toGrpcMethod } from "../definition.ts";
import { drainServer } from "./drain-server.ts";
import { handleBidiStreamingCall } from "./handle-bidi-streaming-call.ts";
import { handleClientStreamingCall } from "./handle-client-streaming-call.ts";
import { handleServerStreamingCall } from "./handle-server-streaming-call.ts";
import { handleUnaryCall } from "./handle-unary-call.ts";
import type { Handlers } from "../handler.ts";
import type { CallServices } from "./serve-call.ts";

/** A request is a few dozen bytes; a larger one is RESOURCE_EXHAUSTED. */
const maxRequestBytes = 64 * 1024;

/** A gRPC server of our services, with grpc.health.v1 and reflection; plain h2c. */
export type GrpcServer = {
  add<D extends ServiceDefinition>(definition: D, handlers: Handlers<D>): void;
  /** Resolves to the port; rejects when it is taken. */
  listen(host: string, port: number): Promise<number>;
  /**
   * Accepts no more calls and resolves when those that have begun are answered: streams are asked to end, and
   * what has not ended after `drainTimeoutMs` ends as UNAVAILABLE.
   */
  drain(): Promise<void>;
};

export type GrpcServerOptions = {
  readonly log: Logger;
  readonly authenticate: Authenticate;
  readonly health: Health;
  /** Where `rpc.server.call.duration` is kept. */
  readonly metrics: Metrics;
  /** The .proto file that reflection describes. */
  readonly protoFile: string;
  readonly drainTimeoutMs?: number;
};

export function createGrpcServer(options: GrpcServerOptions): GrpcServer {
  const { health, protoFile, log, authenticate, metrics, drainTimeoutMs = 5_000 } = options;
  const server = new Server({ "grpc.max_receive_message_length": maxRequestBytes });
  const healthService = new HealthImplementation();
  healthService.addToServer(server);
  addReflection(server, protoFile);
  const names = [""];
  health.onChange((reason) => {
    for (const name of names) healthService.setStatus(name, reason === undefined ? "SERVING" : "NOT_SERVING");
  });
  const drain = createDrain();
  const services = { log, authenticate, drain, beginTelemetry: createServerTelemetry(metrics) };
  return {
    add: (definition, handlers) => {
      names.push(definition.fullName);
      healthService.setStatus(definition.fullName, health.notReadyReason() === undefined ? "SERVING" : "NOT_SERVING");
      addService(server, definition, handlers, services);
    },
    listen: (host, port) => bindServer(server, host, port),
    drain: () => drainServer(server, drain, drainTimeoutMs),
  };
}

function addService<D extends ServiceDefinition>(
  server: Server,
  definition: D,
  handlers: Handlers<D>,
  services: CallServices,
): void {
  const entries = Object.entries(definition.methods);
  server.addService(
    Object.fromEntries(entries.map(([name, method]) => [name, toGrpcMethod(definition, method)])),
    Object.fromEntries(
      entries.map(([name, method]) => [
        name,
        adapterOf(method)(handlers[name as keyof Handlers<D>] as never, services) as UntypedHandleCall,
      ]),
    ),
  );
}

function adapterOf({ requestStream, responseStream }: MethodDefinition) {
  if (requestStream) return responseStream ? handleBidiStreamingCall : handleClientStreamingCall;
  return responseStream ? handleServerStreamingCall : handleUnaryCall;
}
