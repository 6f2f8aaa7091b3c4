import { setTimeout as delay } from "node:timers/promises";
import type { Server } from "@grpc/grpc-js";
import type { Drain } from "./create-drain.ts";

/** How long the last statuses may take to reach callers that no longer read. */
const farewellMs = 500;

/** Accepts no more calls, and resolves when those under way have ended; after `timeoutMs` they are cut off. */
export async function drainServer(server: Server, drain: Drain, timeoutMs: number): Promise<void> {
  const drained = new Promise<boolean>((resolve, reject) => {
    server.tryShutdown((error) => (error ? reject(error) : resolve(true)));
  });
  drain.begin();
  if (await Promise.race([drained, delay(timeoutMs, false, { ref: false })])) return;
  drain.cutOff();
  if (await Promise.race([drained, delay(farewellMs, false, { ref: false })])) return;
  // What is left is not ours to end: a watcher of health, a caller that does not read.
  server.forceShutdown();
  await drained;
}
