import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { Address } from "./address.ts";
import { detectProtocol } from "./detect-protocol.ts";
import type { Hop } from "./hop.ts";
import { createHttp1Server } from "./http1/create-http1-server.ts";
import { createHttp1Forwarder } from "./http1/forward-http1.ts";
import { createHttp2Server } from "./http2/create-http2-server.ts";
import { createHttp2Forwarder } from "./http2/forward-http2.ts";
import { tunnel } from "./tunnel.ts";

/** One port of a proxy: HTTP/1.1 and HTTP/2 without TLS; anything else is carried unread. */
export type Proxy = {
  /** Resolves to the port; rejects with Node's error when it is taken. */
  listen(address: Address): Promise<number>;
  /** Takes no more connections and resolves when the open requests are answered. */
  drain(): Promise<void>;
};

export type ProxyOptions = Hop & {
  /** Carries HTTP unread, too. */
  readonly opaque: boolean;
};

/** A stand-in for a Linkerd proxy that does with headers and spans what Linkerd's does; see main.ts. */
export function createProxy({ opaque, ...hop }: ProxyOptions): Proxy {
  const http1 = createHttp1Forwarder(hop);
  const http2 = createHttp2Forwarder(hop);
  const http1Server = createHttp1Server(http1.forward);
  const http2Server = createHttp2Server(http2.forward);
  const undetected = new Set<Socket>();
  const accept = (socket: Socket) => {
    undetected.add(socket);
    const forget = () => undetected.delete(socket);
    socket.once("close", forget).on("error", () => {});
    detectProtocol(socket, (protocol) => {
      forget();
      if (protocol === "HTTP/1.1") http1Server.accept(socket);
      else if (protocol === "HTTP/2") http2Server.accept(socket);
      else tunnel(socket, hop.upstream());
    });
  };
  // A caller of HTTP/1.1, or of a tunnel, may end its side before it has its answer.
  const options = { noDelay: true, allowHalfOpen: true };
  const server = createServer(options, opaque ? (socket) => tunnel(socket, hop.upstream()) : accept);
  return {
    listen: async (address) => {
      server.listen(address);
      await once(server, "listening");
      return (server.address() as AddressInfo).port;
    },
    drain: async () => {
      const closed = server.listening ? once(server.close(), "close") : undefined;
      for (const socket of undetected) socket.destroy();
      http1Server.drain();
      http2Server.drain();
      await closed;
      http1.close();
      http2.close();
    },
  };
}
