import { type Client, Metadata, type MethodDefinition, type StatusObject } from "@grpc/grpc-js";
import { errors } from "../../errors/errors.ts";
import { statusNameOf } from "../../errors/status.ts";
import type { BeginTelemetry, CallTelemetry, ClientCallTelemetry } from "../call-telemetry.ts";
import { previousAttempts } from "./previous-attempts.ts";

/** What every call needs: when to stop waiting, and what to send along. */
export type CallOptions = {
  readonly deadline: Date;
  /** Cancels the call. */
  readonly signal: AbortSignal;
  /** The bearer token to forward. */
  readonly token?: string | undefined;
};

/** A method of a client. */
export type Callee = {
  readonly client: Client;
  readonly method: MethodDefinition<unknown, unknown>;
  readonly beginTelemetry: BeginTelemetry<ClientCallTelemetry>;
};

type ClientCall = {
  cancel(): void;
  once(event: "metadata", listener: (metadata: Metadata) => void): unknown;
  once(event: "status", listener: (status: StatusObject) => void): unknown;
};

/**
 * What the four call types have in common: begins a call by `start`, cancels it when the signal aborts, and tells
 * of it by a span and a metric, once whatever the channel's retries. Throws the signal's reason when it has
 * aborted before, and `unavailable` when the client is closed.
 */
export function beginCall<C extends ClientCall>(
  { method, beginTelemetry }: Callee,
  { deadline, signal, token }: CallOptions,
  start: (metadata: Metadata, options: { deadline: Date }) => C,
): C {
  signal.throwIfAborted();
  const metadata = new Metadata();
  if (token !== undefined) metadata.set("authorization", `Bearer ${token}`);
  const telemetry = beginTelemetry(method.path.slice(1), metadata);
  const call = startOrFail(() => start(metadata, { deadline }), telemetry);
  const cancel = () => call.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  call.once("metadata", (headers) => telemetry.retried(previousAttempts(headers)));
  call.once("status", ({ code, metadata: trailers }) => {
    telemetry.retried(previousAttempts(trailers));
    signal.removeEventListener("abort", cancel);
    telemetry.end(statusNameOf(code));
  });
  return call;
}

function startOrFail<C>(start: () => C, telemetry: CallTelemetry): C {
  try {
    return start();
  } catch (error) {
    telemetry.end("UNAVAILABLE");
    throw errors.unavailable({ cause: error });
  }
}
