import { fork } from "node:child_process";
import { join } from "node:path";
import { untilReady } from "../until-ready.ts";
import { type WatchedProcess, watchProcess } from "../watch-process.ts";

export type Target = {
  /** host:port */
  readonly address: string;
  readonly process: WatchedProcess;
};

/** Starts `target-server.ts` in that mode; the caller stops its process. */
export async function startTarget(mode: "instant" | "delays" | "stall"): Promise<Target> {
  const child = fork(join(import.meta.dirname, "target-server.ts"), [mode], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const watched = watchProcess(`target (${mode})`, child);
  const ports = await untilReady(watched);
  return { address: `127.0.0.1:${ports["http"]}`, process: watched };
}
