import type { IncomingMessage, ServerResponse } from "node:http";
import { dropHopByHop } from "../headers/drop-hop-by-hop.ts";
import { withoutHeaders } from "../headers/raw-headers.ts";
import { passTrailers } from "./pass-trailers.ts";

/** Streams an answer back; one that breaks off breaks off there too. Throws when its status is none. */
export function passAnswer(answer: IncomingMessage, response: ServerResponse): void {
  // Node chooses the coding anew: the caller may speak HTTP/1.0.
  const headers = withoutHeaders(dropHopByHop(answer.rawHeaders), (name) => name === "transfer-encoding");
  response.writeHead(answer.statusCode ?? 0, answer.statusMessage, headers);
  // The first event of a stream may be long in coming.
  if (answer.headers["content-length"] === undefined) response.flushHeaders();
  answer.on("close", () => answer.complete || response.destroy());
  passTrailers(answer, response);
  answer.pipe(response);
}
