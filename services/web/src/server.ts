import { createServer, type RequestListener } from "node:http";
import { listen } from "@emojivoto/shared/http/listen.ts";

export type WebServer = {
  /** Resolves to the port; rejects when it is taken. */
  listen(host: string, port: number): Promise<number>;
  /** Accepts no more connections and resolves when every request that was read is answered. */
  drain(): Promise<void>;
};

/** Time for a client to send a request whole, so that a slow one does not hold a connection for ever. */
const requestTimeoutMs = 30_000;

/** An HTTP server around an Express app that can be drained. */
export function createWebServer(app: RequestListener): WebServer {
  let draining = false;
  const server = createServer({ requestTimeout: requestTimeoutMs }, (request, response) => {
    if (draining) response.setHeader("connection", "close");
    // A kept-alive connection whose request began before the drain is idle from its answer on.
    response.once("close", () => draining && setImmediate(() => server.closeIdleConnections()));
    app(request, response);
  });
  return {
    listen: (host, port) => listen(server, host, port),
    drain: () => {
      draining = true;
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
