import type { Readable } from "node:stream";
import type { ServiceError } from "@grpc/grpc-js";
import { fromServiceError } from "./from-service-error.ts";

type ResponseStream = Readable & { cancel(): void };

/**
 * The responses of a call that `begin` begins at the first pull, read no faster than they are pulled. Throws an
 * AppError, or what `send` rejects with; a reader that stops before the end cancels the call.
 */
export async function* readResponses<C extends ResponseStream>(
  begin: () => C,
  send: (call: C) => Promise<void> = () => Promise.resolve(),
): AsyncGenerator<unknown, void, void> {
  const call = begin();
  // The error of a call whose reader has stopped has no other listener.
  call.on("error", () => {});
  let sendingFailed: { readonly reason: unknown } | undefined;
  void send(call).catch((reason: unknown) => {
    sendingFailed = { reason };
    call.cancel();
  });
  try {
    yield* call.iterator({ destroyOnReturn: false });
  } catch (error) {
    throw sendingFailed ? sendingFailed.reason : fromServiceError(error as ServiceError);
  } finally {
    call.cancel();
  }
}
