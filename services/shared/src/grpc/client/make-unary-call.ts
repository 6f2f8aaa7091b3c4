import { beginCall, type Callee, type CallOptions } from "./begin-call.ts";
import { fromServiceError } from "./from-service-error.ts";

/** Calls a method with one request and one response; rejects with an AppError. */
export function makeUnaryCall(callee: Callee) {
  const { client, method } = callee;
  return (request: unknown, options: CallOptions): Promise<unknown> =>
    new Promise((resolve, reject) => {
      beginCall(callee, options, (metadata, callOptions) =>
        client.makeUnaryRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          request,
          metadata,
          callOptions,
          (error, response) => (error ? reject(fromServiceError(error)) : resolve(response)),
        ),
      );
    });
}
