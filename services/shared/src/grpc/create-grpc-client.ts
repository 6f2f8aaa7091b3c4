import { Client, credentials, Metadata, type ServiceError } from "@grpc/grpc-js";
import { AppError } from "../errors/app-error.ts";
import { errorOfStatus } from "../errors/errors.ts";
import { statusNameOf } from "../errors/status.ts";
import { type RequestOf, type ResponseOf, type ServiceDefinition, toGrpcMethod } from "./definition.ts";
import { errorCodeKey } from "./handle-unary-call.ts";

/** What every call needs: when to stop waiting, and what to send along. */
export type CallOptions = {
  readonly deadline: Date;
  /** Cancels the call. */
  readonly signal: AbortSignal;
  /** The bearer token to forward. */
  readonly token?: string | undefined;
};

/** A client whose methods return promises and reject with an AppError. */
export type GrpcClient<D extends ServiceDefinition> = {
  readonly [M in keyof D["methods"]]: (
    request: RequestOf<D["methods"][M]>,
    options: CallOptions,
  ) => Promise<ResponseOf<D["methods"][M]>>;
} & { readonly close: () => void };

/**
 * Every call may be sent again when the server could not be reached: reads change nothing, and a vote carries
 * a ballot's id. A restarted server is found within a second rather than within grpc-js's usual twenty.
 */
const channelOptions = {
  "grpc.initial_reconnect_backoff_ms": 100,
  "grpc.max_reconnect_backoff_ms": 1_000,
  "grpc.service_config": JSON.stringify({
    methodConfig: [
      {
        name: [{}],
        retryPolicy: {
          maxAttempts: 4,
          initialBackoff: "0.05s",
          maxBackoff: "0.5s",
          backoffMultiplier: 2,
          retryableStatusCodes: ["UNAVAILABLE"],
        },
      },
    ],
  }),
};

/** A client of `definition` at `target` (host:port), over plain h2c and one connection. */
export function createGrpcClient<D extends ServiceDefinition>(definition: D, target: string): GrpcClient<D> {
  const client = new Client(target, credentials.createInsecure(), channelOptions);
  const methods = Object.entries(definition.methods).map(([name, method]) => {
    const { path, requestSerialize, responseDeserialize } = toGrpcMethod(definition, method);
    return [
      name,
      (request: unknown, { deadline, signal, token }: CallOptions) =>
        new Promise((resolve, reject) => {
          signal.throwIfAborted();
          const metadata = new Metadata();
          if (token !== undefined) metadata.set("authorization", `Bearer ${token}`);
          const cancel = () => call.cancel();
          const call = client.makeUnaryRequest(
            path,
            requestSerialize,
            responseDeserialize,
            request,
            metadata,
            { deadline },
            (error, response) => {
              signal.removeEventListener("abort", cancel);
              if (error) reject(fromServiceError(error));
              else resolve(response);
            },
          );
          signal.addEventListener("abort", cancel, { once: true });
        }),
    ];
  });
  return Object.fromEntries([...methods, ["close", () => client.close()]]) as GrpcClient<D>;
}

/** Our services name their error in a trailer, and only catalogued text; any other words stay in the log. */
function fromServiceError(error: ServiceError): AppError {
  const status = statusNameOf(error.code);
  const code = error.metadata?.get(errorCodeKey)[0]?.toString();
  if (code === undefined) return errorOfStatus(status, error);
  return new AppError({ code, status }, error.details, { cause: error });
}
