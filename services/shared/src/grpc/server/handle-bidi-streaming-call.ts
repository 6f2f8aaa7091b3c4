import type { handleBidiStreamingCall as GrpcHandleBidiStreamingCall } from "@grpc/grpc-js";
import type { MalformedMessage } from "../definition.ts";
import type { BidiStreamingHandler } from "../handler.ts";
import { readMessages } from "./read-messages.ts";
import { type CallServices, serveCall } from "./serve-call.ts";
import { writeMessages } from "./write-messages.ts";

/** grpc-js's handler around ours: reads as the handler pulls and sends as the caller reads, until it or the call ends. */
export function handleBidiStreamingCall<Request, Response>(
  handler: BidiStreamingHandler<Request, Response>,
  services: CallServices,
): GrpcHandleBidiStreamingCall<Request | MalformedMessage, Response> {
  return async (call) => {
    const messages = { received: 0, sent: 0 };
    const outcome = await serveCall(
      call,
      services,
      (context) => {
        const requests = readMessages<Request>(call, context.signal, () => messages.received++);
        return writeMessages(call, handler(requests, context), context.signal, () => messages.sent++);
      },
      messages,
    );
    if ("error" in outcome) call.emit("error", outcome.error);
  };
}
