import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { JaegerTrace } from "./jaeger-trace.ts";

/** So many characters are written at once. */
const chunkLength = 256 * 1024;

/** Writes traces as they are found, so that an answer of any size takes little memory. */
export async function writeTraces(response: ServerResponse, traces: AsyncIterable<JaegerTrace>): Promise<void> {
  response.writeHead(200, { "content-type": "application/json" });
  await pipeline(Readable.from(answerOf(traces)), response);
}

async function* answerOf(traces: AsyncIterable<JaegerTrace>): AsyncGenerator<string> {
  let text = '{"data":[';
  let separator = "";
  for await (const trace of traces) {
    text += separator + JSON.stringify(trace);
    separator = ",";
    if (text.length < chunkLength) continue;
    yield text;
    text = "";
  }
  yield `${text}],"total":0,"limit":0,"offset":0,"errors":null}`;
}
