import { once } from "node:events";
import type { WatchedProcess } from "./watch-process.ts";

/** Resolves to the ports that a process of ours reports when it is ready; rejects with its output when it ends before. */
export async function untilReady(service: WatchedProcess): Promise<Readonly<Record<string, number>>> {
  const endedEarly = service.ended.then((end): never => {
    throw new Error(`${service.name} ended with ${end} before it was ready:\n${service.lines.join("\n")}`);
  });
  const [{ ports }] = (await Promise.race([once(service.process, "message"), endedEarly])) as [
    { ports: Record<string, number> },
  ];
  return ports;
}
