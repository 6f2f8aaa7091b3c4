import { Metadata, type handleUnaryCall as GrpcHandleUnaryCall, type ServerUnaryCall } from "@grpc/grpc-js";
import type { Authenticate } from "../auth/create-authenticate.ts";
import type { AppError } from "../errors/app-error.ts";
import { errors, toAppError } from "../errors/errors.ts";
import { statusCode } from "../errors/status.ts";
import type { Logger } from "../log/create-logger.ts";
import { msSince } from "../log/ms-since.ts";
import { callSignal, deadlineOf, rejectOnAbort } from "./call-signal.ts";
import { MalformedMessage } from "./definition.ts";
import type { Handler } from "./handler.ts";

/** The trailer that carries an error's code beside its gRPC status. */
export const errorCodeKey = "emojivoto-error";

export type CallServices = { readonly log: Logger; readonly authenticate: Authenticate };

/**
 * grpc-js's handler around ours: verifies the caller's token, answers when the handler does or the call ends,
 * maps what it throws, and writes one line a call.
 */
export function handleUnaryCall<Request, Response>(
  handler: Handler<Request, Response>,
  { log, authenticate }: CallServices,
): GrpcHandleUnaryCall<Request | MalformedMessage, Response> {
  return async (call, callback) => {
    const startedAt = performance.now();
    const line = { rpc: call.getPath().slice(1), "l5d-client-id": first(call, "l5d-client-id") };
    try {
      const response = await answer(call, handler, { log, authenticate });
      log.info({ ...line, status: "OK", ms: msSince(startedAt) }, "call");
      callback(null, response);
    } catch (thrown) {
      const error = toAppError(thrown);
      logFailure(log, { ...line, status: error.entry.status, ms: msSince(startedAt) }, error);
      callback({ code: statusCode[error.entry.status], details: error.message, metadata: trailer(error) });
    }
  };
}

async function answer<Request, Response>(
  call: ServerUnaryCall<Request | MalformedMessage, Response>,
  handler: Handler<Request, Response>,
  { log, authenticate }: CallServices,
): Promise<Response> {
  const caller = authenticate(first(call, "authorization"));
  if (call.request instanceof MalformedMessage) throw errors.malformedMessage({ cause: call.request.cause });
  const signal = callSignal(call);
  const context = { signal, deadline: deadlineOf(call), metadata: call.metadata, caller, log };
  return await Promise.race([handler(call.request, context), rejectOnAbort(signal)]);
}

function first(call: ServerUnaryCall<unknown, unknown>, key: string): string | undefined {
  return call.metadata.get(key)[0]?.toString();
}

function trailer(error: AppError): Metadata {
  const metadata = new Metadata();
  metadata.set(errorCodeKey, error.entry.code);
  return metadata;
}

function logFailure(log: Logger, line: object, error: AppError): void {
  if (error.entry.status === "INTERNAL") log.error({ ...line, err: error.cause ?? error }, "call failed");
  else log.info({ ...line, error: error.entry.code }, "call");
}
