import { Server, ServerCredentials, type UntypedHandleCall } from "@grpc/grpc-js";
import { HealthImplementation } from "grpc-health-check";
import type { Health } from "../lifecycle/health.ts";
import { addReflection } from "./add-reflection.ts";
import { type ServiceDefinition, toGrpcMethod } from "./definition.ts";
import { type CallServices, handleUnaryCall } from "./handle-unary-call.ts";
import type { Handlers } from "./handler.ts";

/** A request is a few dozen bytes; a larger one is RESOURCE_EXHAUSTED. */
const maxRequestBytes = 64 * 1024;

/** A gRPC server of our services, with grpc.health.v1 and reflection; plain h2c. */
export type GrpcServer = {
  add<D extends ServiceDefinition>(definition: D, handlers: Handlers<D>): void;
  /** Resolves to the port; rejects when it is taken. */
  listen(host: string, port: number): Promise<number>;
  /** Accepts no more calls and resolves when those that have begun are answered. */
  drain(): Promise<void>;
};

export type GrpcServerOptions = CallServices & {
  readonly health: Health;
  /** The .proto file that reflection describes. */
  readonly protoFile: string;
};

export function createGrpcServer({ health, protoFile, ...services }: GrpcServerOptions): GrpcServer {
  const server = new Server({ "grpc.max_receive_message_length": maxRequestBytes });
  const healthService = new HealthImplementation();
  healthService.addToServer(server);
  addReflection(server, protoFile);
  const names = [""];
  health.onChange((reason) => {
    for (const name of names) healthService.setStatus(name, reason === undefined ? "SERVING" : "NOT_SERVING");
  });
  return {
    add: (definition, handlers) => {
      names.push(definition.fullName);
      healthService.setStatus(definition.fullName, health.notReadyReason() === undefined ? "SERVING" : "NOT_SERVING");
      addService(server, definition, handlers, services);
    },
    listen: (host, port) => bind(server, host, port),
    drain: () =>
      new Promise((resolve, reject) => {
        server.tryShutdown((error) => (error ? reject(error) : resolve()));
      }),
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
      entries.map(([name]) => [
        name,
        handleUnaryCall(handlers[name as keyof Handlers<D>], services) as UntypedHandleCall,
      ]),
    ),
  );
}

function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error, boundPort) => {
      if (error) reject(withPort(error, host, port));
      else resolve(boundPort);
    });
  });
}

/** grpc-js tells a failed bind in prose; this gives it Node's fields, as a failed `listen` of HTTP has them. */
function withPort(error: Error, address: string, port: number): Error {
  const code = /EADDRINUSE|EACCES/.exec(error.message)?.[0];
  return Object.assign(error, { address, port }, code && { code });
}
