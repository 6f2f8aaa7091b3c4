import {
  type ClientHttp2Session,
  connect,
  createServer,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from "node:http2";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Serves HTTP/2 without TLS on a port of its own until the test ends. */
export async function serveHttp2(
  handle: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void,
): Promise<number> {
  const server = createServer().on("stream", (stream, headers) => {
    stream.on("error", () => {});
    handle(stream, headers);
  });
  server.on("session", (session) => onTestFinished(() => session.destroy()));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** A connection that ends with the test. */
export function connectHttp2(port: number): ClientHttp2Session {
  const session = connect(`http://127.0.0.1:${port}`).on("error", () => {});
  onTestFinished(() => session.destroy());
  return session;
}
