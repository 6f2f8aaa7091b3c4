import type { ClientRequest, IncomingMessage } from "node:http";
import type { RawHeaders } from "../headers/raw-headers.ts";
import { passTrailers } from "./pass-trailers.ts";

/** Streams a request's body upstream. */
export function passBody(request: IncomingMessage, upstream: ClientRequest): void {
  if (!hasBody(request)) return void upstream.end();
  // The app may answer before the body has come.
  upstream.flushHeaders();
  passTrailers(request, upstream);
  request.pipe(upstream);
}

/** Methods of which Node expects no body; of any other it makes a chunked one where no length is told. */
const bodyless = new Set(["GET", "HEAD", "DELETE", "OPTIONS", "TRACE", "CONNECT"]);

/** The headers, with `Content-Length: 0` where a request without a body would else get an empty chunked one. */
export function withBodyLength(headers: RawHeaders, request: IncomingMessage): RawHeaders {
  return hasBody(request) || bodyless.has(request.method ?? "") || request.headers["content-length"] !== undefined
    ? headers
    : [...headers, "Content-Length", "0"];
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
