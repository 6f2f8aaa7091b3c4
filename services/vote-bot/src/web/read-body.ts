import type { IncomingMessage } from "node:http";
import { VisitError } from "../visit-error.ts";

/** A list of all emoji is some 10 kB. */
export const maxBodyBytes = 1024 * 1024;

/** Reads the whole body, so that the connection can be used again; a longer one than 1 MiB is a VisitError. */
export async function readBody(response: IncomingMessage, request: string): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new VisitError(`${request} answered more than 1 MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
