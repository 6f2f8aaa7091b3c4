import { connect, type Socket } from "node:net";
import type { Address } from "./address.ts";

const connectTimeoutMs = 2_000;

/** A TCP connection; it fails with ETIMEDOUT when there is no answer in two seconds. */
export function connectTo({ host, port }: Address): Socket {
  const socket = connect({ host, port, noDelay: true });
  const giveUp = () => socket.destroy(Object.assign(new Error("connect timed out"), { code: "ETIMEDOUT" }));
  const timer = setTimeout(giveUp, connectTimeoutMs);
  for (const event of ["connect", "close"]) socket.once(event, () => clearTimeout(timer));
  return socket;
}
