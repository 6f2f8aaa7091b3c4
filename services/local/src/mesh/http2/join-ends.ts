import { type ClientHttp2Session, type ClientHttp2Stream, constants, type ServerHttp2Stream } from "node:http2";
import { type Failure, failureOf } from "../failure.ts";

const { NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR, NGHTTP2_REFUSED_STREAM } = constants;

/**
 * Joins the ends of a stream and its continuation upstream: a reset of one resets the other with its code; a
 * connection upstream that is lost is told by `fail`, or by a reset when the answer has begun. Call it after the
 * request's body is piped.
 */
export function joinEnds(
  stream: ServerHttp2Stream,
  upstream: ClientHttp2Stream,
  session: ClientHttp2Session,
  fail: (failure: Failure) => void,
): void {
  let error: unknown;
  upstream.on("error", (thrown) => {
    error = thrown;
  });
  stream.once("close", () => {
    // Unread, the rest of the answer would keep the stream upstream from closing.
    upstream.resume();
    const isWhole = stream.rstCode === NGHTTP2_NO_ERROR && stream.readableEnded && stream.writableFinished;
    // A caller may leave without a code; upstream would wait for the rest of the request.
    if (!isWhole && !upstream.closed) upstream.close(stream.rstCode || NGHTTP2_CANCEL);
  });
  upstream.once("close", () => {
    if (stream.destroyed) return;
    // The same of the request.
    stream.resume();
    const code = upstream.rstCode;
    const isReset = code !== NGHTTP2_NO_ERROR;
    // An early answer is complete without the rest of the request.
    if (!isReset && upstream.readableEnded && stream.headersSent) return;
    // What was refused the caller may send again, so it must learn that; other codes are ours when the session is gone.
    const isLost = !isReset || (session.destroyed && code !== NGHTTP2_REFUSED_STREAM);
    if (isLost && !stream.headersSent) fail(failureOf(error));
    else stream.close(isLost ? NGHTTP2_INTERNAL_ERROR : code);
  });
}
