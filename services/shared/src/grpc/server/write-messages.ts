import { once } from "node:events";
import type { Writable } from "node:stream";
import { untilAborted } from "./until-aborted.ts";

/**
 * Writes `messages` to a call no faster than the other side reads, ends its stream and resolves when all is handed
 * over. Rejects with the signal's reason when it aborts, and with what `messages` throws.
 */
export async function writeMessages<T>(
  call: Writable,
  messages: AsyncIterable<T>,
  signal: AbortSignal,
  onMessage: () => void = () => {},
): Promise<void> {
  for await (const message of untilAborted(messages, signal)) {
    onMessage();
    if (!call.write(message)) await once(call, "drain", { signal });
  }
  signal.throwIfAborted();
  call.end();
  await once(call, "finish", { signal });
}
