import { type ClientHttp2Stream, constants, type IncomingHttpHeaders, type ServerHttp2Stream } from "node:http2";

/** Streams an answer back, with its trailers: gRPC's status is in them. */
export function passAnswer(
  upstream: ClientHttp2Stream,
  stream: ServerHttp2Stream,
  rawHeaders: readonly string[],
  flags: number,
): void {
  const endStream = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
  stream.respond(rawHeaders, { endStream, waitForTrailers: !endStream });
  // Without a reader the stream would never close.
  if (endStream) return void upstream.resume();
  let trailers: IncomingHttpHeaders = {};
  upstream.once("trailers", (received) => {
    trailers = received;
  });
  stream.once("wantTrailers", () => stream.sendTrailers(trailers));
  upstream.pipe(stream);
}
