import type { Socket } from "node:net";
import type { Address } from "./address.ts";
import { connectTo } from "./connect-to.ts";

/** Carries bytes both ways, unread: no span, no header. Either side's end or reset reaches the other. */
export function tunnel(socket: Socket, to: Address | undefined): void {
  if (to === undefined) return void socket.resetAndDestroy();
  const upstream = connectTo(to);
  upstream.allowHalfOpen = true;
  for (const [from, other] of [
    [socket, upstream],
    [upstream, socket],
  ] as const) {
    from.on("error", () => other.resetAndDestroy());
    from.on("close", () => other.destroySoon());
    from.pipe(other);
  }
}
