import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Connections that may wait to be accepted; the kernel has its own limit too. Node takes one a turn of its loop, so under
 * a rush they wait, and beyond Node's usual 511 each would be told nothing and try again after 1, 3 and 7 s.
 */
const backlog = 4_096;

/** Listens and resolves to the port; rejects with Node's error (EADDRINUSE, EACCES, …). */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  server.listen({ host, port, backlog });
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}
