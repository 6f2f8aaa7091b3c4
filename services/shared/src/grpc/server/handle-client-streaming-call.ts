import type { handleClientStreamingCall as GrpcHandleClientStreamingCall } from "@grpc/grpc-js";
import type { MalformedMessage } from "../definition.ts";
import type { ClientStreamingHandler } from "../handler.ts";
import { readMessages } from "./read-messages.ts";
import { type CallServices, serveCall } from "./serve-call.ts";

/** grpc-js's handler around ours: hands it the requests as it pulls them, and answers when it does or the call ends. */
export function handleClientStreamingCall<Request, Response>(
  handler: ClientStreamingHandler<Request, Response>,
  services: CallServices,
): GrpcHandleClientStreamingCall<Request | MalformedMessage, Response> {
  return async (call, callback) => {
    const messages = { received: 0, sent: 0 };
    const answer = async (requests: AsyncIterable<Request>, context: Parameters<typeof handler>[1]) => {
      const response = await handler(requests, context);
      messages.sent++;
      return response;
    };
    const outcome = await serveCall(
      call,
      services,
      (context) =>
        answer(
          readMessages(call, context.signal, () => messages.received++),
          context,
        ),
      messages,
    );
    if ("error" in outcome) callback(outcome.error);
    else callback(null, outcome.response);
  };
}
