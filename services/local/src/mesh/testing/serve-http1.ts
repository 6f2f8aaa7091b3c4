import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type RequestListener,
  type RequestOptions,
} from "node:http";
import { listen } from "@emojivoto/shared/http/listen.ts";
import { onTestFinished } from "vitest";

/** Serves HTTP/1.1 on a port of its own until the test ends. */
export async function serveHttp1(handle: RequestListener): Promise<number> {
  const server = createServer(handle);
  const port = await listen(server, "127.0.0.1", 0);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return port;
}

/** Sends a request over a connection of its own and resolves at the answer's headers. */
export function send(
  port: number,
  options: RequestOptions & { readonly body?: string } = {},
): Promise<IncomingMessage> {
  const agent = new Agent();
  onTestFinished(() => agent.destroy());
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, agent, ...options }, resolve)
      .on("error", reject)
      .end(options.body);
  });
}
