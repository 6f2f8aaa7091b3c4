import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";

/** Linkerd's own bound. */
const maxReplayBytes = 64 * 1024;

/**
 * The body of a request that may have to be sent again; undefined, and unread, when it is longer than 64 KiB or
 * does not tell its length. Rejects when the caller leaves before its end.
 */
export async function readReplayable(request: IncomingMessage): Promise<Buffer | undefined> {
  const { "transfer-encoding": coding, "content-length": length = 0 } = request.headers;
  return coding !== undefined || Number(length) > maxReplayBytes ? undefined : await buffer(request);
}
