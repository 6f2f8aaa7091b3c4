import { beginCall, type Callee, type CallOptions } from "./begin-call.ts";
import { fromServiceError } from "./from-service-error.ts";
import { sendRequests } from "./send-requests.ts";

/** Calls a method with a stream of requests and one response; rejects with an AppError, or with what `requests` throws. */
export function makeClientStreamingCall(callee: Callee) {
  const { client, method } = callee;
  return (requests: AsyncIterable<unknown>, options: CallOptions): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const call = beginCall(callee, options, (metadata, callOptions) =>
        client.makeClientStreamRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          metadata,
          callOptions,
          (error, response) => (error ? reject(fromServiceError(error)) : resolve(response)),
        ),
      );
      sendRequests(call, requests).catch((error: unknown) => {
        reject(error);
        call.cancel();
      });
    });
}
