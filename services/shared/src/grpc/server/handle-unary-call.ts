import type { handleUnaryCall as GrpcHandleUnaryCall } from "@grpc/grpc-js";
import type { MalformedMessage } from "../definition.ts";
import type { Handler } from "../handler.ts";
import { wellFormed } from "./read-messages.ts";
import { type CallServices, serveCall } from "./serve-call.ts";

/** grpc-js's handler around ours: answers when the handler does or the call ends. */
export function handleUnaryCall<Request, Response>(
  handler: Handler<Request, Response>,
  services: CallServices,
): GrpcHandleUnaryCall<Request | MalformedMessage, Response> {
  return async (call, callback) => {
    const outcome = await serveCall(call, services, (context) => handler(wellFormed(call.request), context));
    if ("error" in outcome) callback(outcome.error);
    else callback(null, outcome.response);
  };
}
