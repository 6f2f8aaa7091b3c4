import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from "node:http2";
import { type Failure, failureOf, noUpstream } from "../failure.ts";
import type { Hop } from "../hop.ts";
import { answerFailure } from "./answer-failure.ts";
import { createUpstreamSession } from "./create-upstream-session.ts";
import { joinEnds } from "./join-ends.ts";
import { passAnswer } from "./pass-answer.ts";

/** Carries streams of HTTP/2 to where a hop sends them. */
export type Http2Forwarder = {
  forward(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, flags: number, rawHeaders: string[]): void;
  close(): void;
};

export function createHttp2Forwarder(hop: Hop): Http2Forwarder {
  const sessions = createUpstreamSession();
  const forward: Http2Forwarder["forward"] = (stream, headers, flags, rawHeaders) => {
    // `close` tells of a reset too, with its code.
    stream.on("error", () => {});
    const traced = hop.trace({
      method: headers[":method"] ?? "",
      scheme: headers[":scheme"] ?? "http",
      authority: headers[":authority"] ?? headers.host ?? "",
      target: headers[":path"] ?? "",
      headers: hop.admit(rawHeaders),
    });
    const answerWith = (status: number) => {
      traced.answered(status);
      hop.count(status);
    };
    const fail = (failure: Failure) => {
      if (!stream.destroyed) answerWith(answerFailure(stream, failure, headers["content-type"]));
    };
    const address = hop.upstream();
    if (address === undefined) return fail(noUpstream);
    const attempt = traced.nextTry();
    try {
      const session = sessions.to(address);
      const endStream = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
      const upstream = session.request([...attempt.headers], { endStream });
      upstream.on("response", ({ ":status": status = 0 }, answerFlags, rawAnswer) => {
        attempt.answered(status);
        if (stream.destroyed) return;
        answerWith(status);
        passAnswer(upstream, stream, rawAnswer, answerFlags);
      });
      if (headers.expect === "100-continue") stream.additionalHeaders({ ":status": 100 });
      if (endStream) stream.resume();
      else stream.pipe(upstream);
      joinEnds(stream, upstream, session, fail);
    } catch (error) {
      fail(failureOf(error));
    }
  };
  return { forward, close: sessions.close };
}
