import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";

/**
 * From now on, each TCP connection that this process opens is given up as an error when it is not there after
 * `timeoutMs`. By itself the kernel tries for two minutes, and grpc-js waits for it: an address whose pod has just gone
 * answers nothing, and every call would fail meanwhile, though the Service has long had another pod.
 * Returns what ends it. Source: https://github.com/grpc/grpc-node/issues/2785
 */
export function limitConnectTime(timeoutMs: number): () => void {
  const limit = (message: unknown) => {
    const { socket } = message as { readonly socket: Socket };
    const timer = setTimeout(() => socket.destroy(new Error(`no connection within ${timeoutMs} ms`)), timeoutMs);
    timer.unref();
    for (const event of ["connect", "close"]) socket.once(event, () => clearTimeout(timer));
  };
  subscribe("net.client.socket", limit);
  return () => void unsubscribe("net.client.socket", limit);
}
