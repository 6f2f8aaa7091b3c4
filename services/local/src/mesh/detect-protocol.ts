import type { Socket } from "node:net";

export type Protocol = "HTTP/1.1" | "HTTP/2" | "opaque";

const http2Preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
const methodStart = /^[A-Z]/;

/**
 * Calls back once with what the first bytes of a connection speak; they stay there to be read. A connection that
 * ends before is closed.
 */
export function detectProtocol(socket: Socket, detected: (protocol: Protocol) => void): void {
  let seen = Buffer.alloc(0);
  const look = () => {
    const bytes = socket.read() as Buffer | null;
    if (bytes === null) return;
    seen = Buffer.concat([seen, bytes]);
    const protocol = protocolOf(seen);
    if (protocol === undefined) return;
    socket.off("readable", look).off("end", giveUp);
    socket.unshift(seen);
    detected(protocol);
  };
  const giveUp = () => socket.destroy();
  socket.on("readable", look).once("end", giveUp);
}

/** Undefined while more bytes are needed. */
function protocolOf(bytes: Buffer): Protocol | undefined {
  const start = bytes.subarray(0, http2Preface.length);
  if (http2Preface.subarray(0, start.length).equals(start)) {
    return start.length === http2Preface.length ? "HTTP/2" : undefined;
  }
  return methodStart.test(start.toString("latin1")) ? "HTTP/1.1" : "opaque";
}
