import type { Readable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { errors } from "../../errors/errors.ts";
import { MalformedMessage } from "../definition.ts";

/** The message, or throws `malformed_message` where the bytes were none. */
export function wellFormed<T>(message: T | MalformedMessage): T {
  if (message instanceof MalformedMessage) throw errors.malformedMessage({ cause: message.cause });
  return message;
}

/**
 * A server call's requests, read from the connection no faster than they are pulled. Throws the signal's reason
 * when the call ends before its requests do, and `malformed_message`.
 */
export async function* readMessages<T>(
  call: Readable,
  signal: AbortSignal,
  onMessage: () => void,
): AsyncGenerator<T, void, void> {
  try {
    // The call outlives its requests: a handler may answer before it has read them all.
    for await (const message of call.iterator({ destroyOnReturn: false })) {
      onMessage();
      yield wellFormed(message as T | MalformedMessage);
    }
    // A caller that cancels is seen as the end of its requests first, and as gone a tick later.
    await turn();
    signal.throwIfAborted();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}
