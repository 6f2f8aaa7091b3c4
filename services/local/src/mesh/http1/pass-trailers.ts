import type { IncomingMessage, OutgoingMessage } from "node:http";

/** Trailers of a chunked body go on with its end; call it before the body is piped. */
export function passTrailers(from: IncomingMessage, to: OutgoingMessage): void {
  from.once("end", () => {
    const trailers: [string, string][] = [];
    for (let at = 0; at < from.rawTrailers.length; at += 2) {
      trailers.push([from.rawTrailers[at]!, from.rawTrailers[at + 1]!]);
    }
    if (trailers.length > 0) to.addTrailers(trailers);
  });
}
