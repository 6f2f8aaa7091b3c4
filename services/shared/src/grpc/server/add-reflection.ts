import { createRequire } from "node:module";
import type * as ReflectionLibrary from "@grpc/reflection";
import type * as ProtoLoader from "@grpc/proto-loader";
import type { handleBidiStreamingCall, MethodDefinition, Server } from "@grpc/grpc-js";

type Reflection = {
  readonly method: MethodDefinition<object, object>;
  readonly handle: handleBidiStreamingCall<object, object>;
};

const versions = ["v1", "v1alpha"] as const;

/**
 * Adds gRPC server reflection of one .proto file. The library and its parse of the file cost every start a fifth
 * of its CPU time and 10 MiB, and few processes are ever asked: both wait for the first question.
 */
export function addReflection(server: Server, protoFile: string): void {
  let loaded: Record<string, Reflection> | undefined;
  const reflectionOf = (service: string) => {
    loaded ??= loadReflection(protoFile);
    const reflection = loaded[service];
    if (reflection === undefined) throw new Error(`@grpc/reflection has no ${service}`);
    return reflection;
  };
  for (const version of versions) {
    const service = `grpc.reflection.${version}.ServerReflection`;
    const method: MethodDefinition<object, object> = {
      path: `/${service}/ServerReflectionInfo`,
      requestStream: true,
      responseStream: true,
      requestSerialize: (message) => reflectionOf(service).method.requestSerialize(message),
      requestDeserialize: (bytes) => reflectionOf(service).method.requestDeserialize(bytes),
      responseSerialize: (message) => reflectionOf(service).method.responseSerialize(message),
      responseDeserialize: (bytes) => reflectionOf(service).method.responseDeserialize(bytes),
    };
    const handle: Reflection["handle"] = (call) => reflectionOf(service).handle(call);
    server.addService({ serverReflectionInfo: method }, { serverReflectionInfo: handle });
  }
}

/** What the library would add to a server, by service. */
function loadReflection(protoFile: string): Record<string, Reflection> {
  const require = createRequire(import.meta.url);
  const { loadSync } = require("@grpc/proto-loader") as typeof ProtoLoader;
  const { ReflectionService } = require("@grpc/reflection") as typeof ReflectionLibrary;
  const found: Record<string, Reflection> = {};
  const collector: Pick<Server, "addService"> = {
    addService: (methods, handlers) => {
      const method = methods["ServerReflectionInfo"] as Reflection["method"];
      const handle = handlers["ServerReflectionInfo"] as Reflection["handle"];
      found[method.path.split("/")[1] ?? ""] = { method, handle };
    },
  };
  new ReflectionService(loadSync(protoFile)).addToServer(collector);
  return found;
}
