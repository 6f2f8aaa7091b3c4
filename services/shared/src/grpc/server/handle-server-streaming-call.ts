import type { handleServerStreamingCall as GrpcHandleServerStreamingCall } from "@grpc/grpc-js";
import type { MalformedMessage } from "../definition.ts";
import type { ServerStreamingHandler } from "../handler.ts";
import { wellFormed } from "./read-messages.ts";
import { type CallServices, serveCall } from "./serve-call.ts";
import { writeMessages } from "./write-messages.ts";

/** grpc-js's handler around ours: sends the responses as fast as the caller reads, until they or the call end. */
export function handleServerStreamingCall<Request, Response>(
  handler: ServerStreamingHandler<Request, Response>,
  services: CallServices,
): GrpcHandleServerStreamingCall<Request | MalformedMessage, Response> {
  return async (call) => {
    const messages = { received: 1, sent: 0 };
    const outcome = await serveCall(
      call,
      services,
      (context) =>
        writeMessages(call, handler(wellFormed(call.request), context), context.signal, () => messages.sent++),
      messages,
    );
    if ("error" in outcome) call.emit("error", outcome.error);
  };
}
