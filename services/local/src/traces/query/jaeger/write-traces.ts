import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { pageHeaders } from "../page-headers.ts";

/** So many characters are written at once. */
const chunkLength = 256 * 1024;

/** What Jaeger says of each trace that it does not have. */
export type MissingTrace = { readonly msg: string; readonly traceID: string };

/** Writes traces, each as JSON, as they are found, so that an answer of any size takes little memory. */
export async function writeTraces(
  response: ServerResponse,
  traces: AsyncIterable<string> | Iterable<string>,
  missing: readonly MissingTrace[] = [],
): Promise<void> {
  response.writeHead(200, { ...pageHeaders, "content-type": "application/json", "cache-control": "no-store" });
  const errors = JSON.stringify(missing.length > 0 ? missing : null);
  await pipeline(Readable.from(inChunks(traces, `],"total":0,"limit":0,"offset":0,"errors":${errors}}`)), response);
}

/** As bytes, for of a string Node counts them first and copies it twice. */
async function* inChunks(traces: AsyncIterable<string> | Iterable<string>, end: string): AsyncGenerator<Buffer> {
  let text = '{"data":[';
  let separator = "";
  for await (const trace of traces) {
    text += separator + trace;
    separator = ",";
    if (text.length < chunkLength) continue;
    yield Buffer.from(text);
    text = "";
  }
  yield Buffer.from(text + end);
}
