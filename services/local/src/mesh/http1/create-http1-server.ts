import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { ProtocolServer } from "../hop.ts";

/** An HTTP/1.1 server of connections that were accepted elsewhere; `handle` gets each request. */
export function createHttp1Server(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): ProtocolServer {
  const openResponses = new Map<Socket, Set<ServerResponse>>();
  let draining = false;
  const server = createServer((request, response) => {
    const { socket } = request;
    const responses = openResponses.get(socket);
    responses?.add(response);
    response.once("close", () => {
      responses?.delete(response);
      if (draining && responses?.size === 0) socket.end();
    });
    response.sendDate = false;
    if (draining) response.shouldKeepAlive = false;
    handle(request, response);
  });
  return {
    accept: (socket) => {
      openResponses.set(socket, new Set());
      socket.once("close", () => openResponses.delete(socket));
      server.emit("connection", socket);
    },
    drain: () => {
      draining = true;
      for (const [socket, responses] of openResponses) {
        if (responses.size === 0) socket.destroy();
        for (const response of responses) response.shouldKeepAlive = false;
      }
    },
  };
}
