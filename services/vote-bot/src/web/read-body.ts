import type { IncomingMessage } from "node:http";

/** A list of all emoji is some 10 kB, and the page some 20. */
export const maxBodyBytes = 4 * 1024 * 1024;

/** Why a body was not read to its end: it is longer than `maxBodyBytes`. */
export const bodyTooLong = new RangeError("the body is too long");

/**
 * Reads the whole body, so that the connection can be used again, and calls back once: with the text, or with
 * `bodyTooLong` or Node's error of a connection that ended first.
 */
export function readBody(response: IncomingMessage, done: (error: unknown, body: string) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  response.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) response.destroy(bodyTooLong);
    else chunks.push(chunk);
  });
  response.once("end", () =>
    done(undefined, chunks.length === 1 ? chunks[0]!.toString() : Buffer.concat(chunks).toString()),
  );
  response.on("error", (error) => done(error, ""));
}
