import { context } from "@opentelemetry/api";
import { beginCall, type Callee, type CallOptions } from "./begin-call.ts";
import { readResponses } from "./read-responses.ts";

/** Calls a method with one request and a stream of responses; it begins when the first is asked for. */
export function makeServerStreamingCall(callee: Callee) {
  const { client, method } = callee;
  return (request: unknown, options: CallOptions): AsyncIterable<unknown> => {
    const begin = context.bind(context.active(), () =>
      beginCall(callee, options, (metadata, callOptions) =>
        client.makeServerStreamRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          request,
          metadata,
          callOptions,
        ),
      ),
    );
    return readResponses(begin);
  };
}
