import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A process of ours, seen from outside. */
export type WatchedProcess = {
  readonly name: string;
  readonly process: ChildProcess;
  /** All lines of stdout and stderr so far. */
  readonly lines: readonly string[];
  /** Resolves to the first line, past or future, that `pattern` matches; rejects when the process ends without it. */
  line(pattern: RegExp): Promise<string>;
  /** Resolves to the exit code, or to the name of the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Sends a signal (SIGTERM unless told) and resolves to how it ended. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
};

/** Watches a process whose stdout and stderr are pipes. */
export function watchProcess(name: string, child: ChildProcess): WatchedProcess {
  const lines: string[] = [];
  const waiting = new Set<(line: string) => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream! }).on("line", (line) => {
      lines.push(line);
      for (const see of waiting) see(line);
    });
  }
  const closed = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>;
  const ended = closed.then(([code, signal]) => code ?? signal ?? 0);
  return {
    name,
    process: child,
    lines,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const see = (line: string) => {
          if (!pattern.test(line)) return;
          waiting.delete(see);
          resolve(line);
        };
        waiting.add(see);
        for (const line of lines) see(line);
        void closed.then(() => reject(new Error(`${name} ended without a line like ${pattern}:\n${lines.join("\n")}`)));
      }),
    ended,
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
}
