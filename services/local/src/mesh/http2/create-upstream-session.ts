import { type ClientHttp2Session, connect } from "node:http2";
import type { Address } from "../address.ts";
import { connectTo } from "../connect-to.ts";
import { sessionOptions, widenWindow } from "./session-options.ts";

/** One HTTP/2 connection at a time, shared by all streams. */
export type UpstreamSession = {
  /** The session to `address`; a new one when the last cannot take streams any more. */
  to(address: Address): ClientHttp2Session;
  /** Ends after the last stream. */
  close(): void;
};

export function createUpstreamSession(): UpstreamSession {
  let session: ClientHttp2Session | undefined;
  let openTo = "";
  return {
    to: (address) => {
      const wanted = `${address.host}:${address.port}`;
      if (session === undefined || session.closed || session.destroyed || openTo !== wanted) {
        session?.close();
        session = open(address);
        openTo = wanted;
      }
      return session;
    },
    close: () => session?.close(),
  };
}

function open(address: Address): ClientHttp2Session {
  // The authority is each request's own.
  const session = connect("http://upstream", { ...sessionOptions, createConnection: () => connectTo(address) });
  // The streams tell.
  session.on("error", () => {});
  session.once("connect", () => widenWindow(session));
  return session;
}
