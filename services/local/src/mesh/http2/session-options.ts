import type { Http2Session } from "node:http2";

/** What a connection may have in flight, as hyper has it: by HTTP/2's default one slow stream would stop them all. */
const connectionWindowBytes = 1024 * 1024;

/** Sixteen slow streams fit beside a fast one. */
export const sessionOptions = {
  settings: { initialWindowSize: 64 * 1024, enablePush: false },
  // The default of 10 MB refuses streams under load; the windows bound what a stream holds.
  maxSessionMemory: 1_000,
} as const;

/** Widens the connection's window; call it when the session is open. */
export function widenWindow(session: Http2Session): void {
  session.setLocalWindowSize(connectionWindowBytes);
}
