import { createServer, type ServerHttp2Session } from "node:http2";
import type { ProtocolServer } from "../hop.ts";
import type { Http2Forwarder } from "./forward-http2.ts";
import { sessionOptions, widenWindow } from "./session-options.ts";

/** An HTTP/2 server, without TLS, of connections that were accepted elsewhere; `forward` gets each stream. */
export function createHttp2Server(forward: Http2Forwarder["forward"]): ProtocolServer {
  const sessions = new Set<ServerHttp2Session>();
  let draining = false;
  const server = createServer(sessionOptions);
  server.on("session", (session) => {
    sessions.add(session);
    session.once("close", () => sessions.delete(session));
    session.on("error", () => {});
    widenWindow(session);
    if (draining) session.close();
  });
  server.on("stream", (stream, headers, flags, rawHeaders) => forward(stream, headers, flags, rawHeaders));
  return {
    accept: (socket) => {
      socket.allowHalfOpen = false;
      server.emit("connection", socket);
    },
    drain: () => {
      draining = true;
      // GOAWAY: open streams finish, a new one is refused and may be sent elsewhere.
      for (const session of sessions) session.close();
    },
  };
}
