import { context } from "@opentelemetry/api";
import { beginCall, type Callee, type CallOptions } from "./begin-call.ts";
import { readResponses } from "./read-responses.ts";
import { sendRequests } from "./send-requests.ts";

/** Calls a method with a stream each way; it begins when the first response is asked for. */
export function makeBidiStreamingCall(callee: Callee) {
  const { client, method } = callee;
  return (requests: AsyncIterable<unknown>, options: CallOptions): AsyncIterable<unknown> => {
    const begin = context.bind(context.active(), () =>
      beginCall(callee, options, (metadata, callOptions) =>
        client.makeBidiStreamRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          metadata,
          callOptions,
        ),
      ),
    );
    return readResponses(begin, (call) => sendRequests(call, requests));
  };
}
