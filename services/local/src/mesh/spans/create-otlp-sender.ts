import { TraceServiceDefinition } from "@emojivoto/proto/otlp/trace-service";
import { toGrpcMethod } from "@emojivoto/shared/grpc/definition.ts";
import { Client, credentials, Metadata } from "@grpc/grpc-js";
import type { SendSpans } from "./create-span-exporter.ts";
import type { OtlpTarget } from "./parse-otlp-target.ts";
import { toResourceSpans } from "./to-otlp.ts";

const exportSpans = toGrpcMethod(TraceServiceDefinition, TraceServiceDefinition.methods.export);

const sendTimeoutMs = 10_000;

/** Sends spans by OTLP/gRPC, each batch once: the real proxies retry nothing. */
export function createOtlpSender({ address, secure }: OtlpTarget): { send: SendSpans; close(): void } {
  const client = new Client(address, secure ? credentials.createSsl() : credentials.createInsecure(), {
    "grpc.enable_retries": 0,
    "grpc.max_reconnect_backoff_ms": 5_000,
  });
  return {
    send: (spans) =>
      new Promise((resolve, reject) => {
        client.makeUnaryRequest(
          exportSpans.path,
          exportSpans.requestSerialize,
          exportSpans.responseDeserialize,
          { resourceSpans: toResourceSpans(spans) },
          new Metadata(),
          { deadline: Date.now() + sendTimeoutMs },
          (error, response) => {
            if (error) reject(error);
            else resolve(Number(response?.partialSuccess?.rejectedSpans ?? 0n));
          },
        );
      }),
    close: () => client.close(),
  };
}
