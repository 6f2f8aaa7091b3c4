import { Client, credentials } from "@grpc/grpc-js";

/** Sends encoded export requests over OTLP/gRPC. */
export type OtlpClient = {
  /** Resolves to the encoded response; rejects with the call's ServiceError. */
  send(payload: Buffer, method?: string): Promise<Buffer>;
  close(): void;
};

export const tracesMethod = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
export const logsMethod = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";

const asIs = (bytes: Buffer) => bytes;
const timeoutMs = 10_000;

/** `address` is host:port. */
export function createOtlpClient(address: string): OtlpClient {
  const client = new Client(address, credentials.createInsecure());
  return {
    send: (payload, method = tracesMethod) =>
      new Promise((resolve, reject) => {
        const deadline = Date.now() + timeoutMs;
        client.makeUnaryRequest(method, asIs, asIs, payload, { deadline }, (error, response) => {
          if (error) reject(error);
          else resolve(response ?? Buffer.alloc(0));
        });
      }),
    close: () => client.close(),
  };
}
