import { Server, type sendUnaryData, type ServerUnaryCall, status as grpcStatus } from "@grpc/grpc-js";
import type { Logger } from "@emojivoto/shared/log/create-logger.ts";
import { maxPayloadBytes, PayloadError } from "./payload-error.ts";
import type { Signal } from "./signal.ts";

const asIs = (bytes: Buffer) => bytes;

/** OTLP over gRPC; a signal that is not among `signals` is UNIMPLEMENTED. */
export function createGrpcReceiver(signals: readonly Signal[], log: Logger): Server {
  const server = new Server({ "grpc.max_receive_message_length": maxPayloadBytes });
  for (const signal of signals) {
    const method = {
      path: signal.grpcPath,
      requestStream: false,
      responseStream: false,
      // The messages stay encoded: the store keeps them so.
      requestSerialize: asIs,
      requestDeserialize: asIs,
      responseSerialize: asIs,
      responseDeserialize: asIs,
    } as const;
    server.addService({ export: method }, { export: createHandler(signal, log) });
  }
  return server;
}

function createHandler(signal: Signal, log: Logger) {
  return ({ request }: ServerUnaryCall<Buffer, Buffer>, answer: sendUnaryData<Buffer>): void => {
    try {
      answer(null, Buffer.from(signal.encodeResponse(signal.receive(request))));
    } catch (error) {
      if (error instanceof PayloadError) {
        answer({ code: grpcStatus[error.status], details: error.message });
      } else {
        log.error({ err: error }, "a payload could not be taken");
        answer({ code: grpcStatus.INTERNAL, details: "internal error" });
      }
    }
  };
}
