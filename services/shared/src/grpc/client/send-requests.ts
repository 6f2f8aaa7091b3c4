import type { Writable } from "node:stream";
import { writeMessages } from "../server/write-messages.ts";

/** Writes a call's requests until they or the call end. Rejects only with what `requests` throws while the call lasts. */
export async function sendRequests(call: Writable, requests: AsyncIterable<unknown>): Promise<void> {
  const over = new AbortController();
  call.once("status", () => over.abort());
  try {
    await writeMessages(call, requests, over.signal);
  } catch (error) {
    if (!over.signal.aborted) throw error;
  }
}
