import { Metadata } from "@grpc/grpc-js";
import { context } from "@opentelemetry/api";
import type { Authenticate } from "../../auth/create-authenticate.ts";
import type { AppError } from "../../errors/app-error.ts";
import { toAppError } from "../../errors/errors.ts";
import { statusCode } from "../../errors/status.ts";
import type { Logger } from "../../log/create-logger.ts";
import { msSince } from "../../log/ms-since.ts";
import { callController, deadlineOf, rejectOnAbort, type ServerCall } from "./call-signal.ts";
import type { BeginTelemetry } from "../call-telemetry.ts";
import type { Drain } from "./create-drain.ts";
import type { CallContext } from "../handler.ts";

/** The trailer that carries an error's code beside its gRPC status. */
export const errorCodeKey = "emojivoto-error";

/** What every call of a server needs. */
export type CallServices = {
  readonly log: Logger;
  readonly authenticate: Authenticate;
  readonly beginTelemetry: BeginTelemetry;
  readonly drain: Drain;
};

/** Messages of a stream so far, as the log line tells them. */
export type MessageCounts = { received: number; sent: number };

/** An error as grpc-js sends it. */
export type ErrorStatus = { readonly code: number; readonly details: string; readonly metadata: Metadata };

export type Outcome<Response> = { readonly response: Response } | { readonly error: ErrorStatus };

/**
 * What the four call types have in common: does `work` in the caller's trace, after its token has been verified,
 * until that is done or the call has ended; maps what it throws, and tells of the call by a span, a metric and one
 * line. Never rejects.
 */
export function serveCall<Response>(
  call: ServerCall,
  { log, authenticate, beginTelemetry, drain }: CallServices,
  work: (context: CallContext) => Promise<Response> | Response,
  messages?: MessageCounts,
): Promise<Outcome<Response>> {
  const startedAt = performance.now();
  const { metadata } = call;
  const rpc = call.getPath().slice(1);
  const telemetry = beginTelemetry(rpc, metadata);
  const line = (status: string) => ({
    rpc,
    "l5d-client-id": first(metadata, "l5d-client-id"),
    status,
    ...messages,
    ms: msSince(startedAt),
  });
  return context.with(telemetry.context, async () => {
    const controller = callController(call);
    const { signal } = controller;
    const leave = drain.enter(controller);
    try {
      const caller = authenticate(first(metadata, "authorization"));
      const callContext = { signal, draining: drain.signal, deadline: deadlineOf(call), metadata, caller, log };
      const response = await Promise.race([work(callContext), rejectOnAbort(signal)]);
      log.info(line("OK"), "call");
      telemetry.end("OK");
      return { response };
    } catch (thrown) {
      // Once a call has ended early, whatever its work throws comes of that.
      const error = toAppError(signal.aborted ? signal.reason : thrown);
      logFailure(log, line(error.entry.status), error);
      telemetry.end(error.entry.status);
      return { error: toErrorStatus(error) };
    } finally {
      leave();
    }
  });
}

function first(metadata: Metadata, key: string): string | undefined {
  return metadata.get(key)[0]?.toString();
}

function toErrorStatus({ entry, message }: AppError): ErrorStatus {
  const metadata = new Metadata();
  metadata.set(errorCodeKey, entry.code);
  return { code: statusCode[entry.status], details: message, metadata };
}

function logFailure(log: Logger, line: object, error: AppError): void {
  if (error.entry.status === "INTERNAL") log.error({ ...line, err: error.cause ?? error }, "call failed");
  else log.info({ ...line, error: error.entry.code }, "call");
}
