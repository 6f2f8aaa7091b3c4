import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { createInterface } from "node:readline";

/** How a process ended: its exit code, or the signal, or why it could not be started. */
export type Ending = { readonly code: number | null; readonly reason: string };

/** A running `main.ts` in a process group of its own, so that a Ctrl-C in the terminal reaches us alone. */
export type ServiceProcess = {
  /** Its real ports by name, once it serves; stays pending when it ends before. */
  readonly ready: Promise<Readonly<Record<string, number>>>;
  /** Resolves when it is gone and its last line has been seen. */
  readonly ended: Promise<Ending>;
  /** Sends it a message; one that has ended gets none. */
  send(message: object): void;
  /** SIGTERM; SIGKILL to the whole group when that does not end it in 12 s. */
  stop(): Promise<void>;
  kill(): void;
};

/** More than a service's own limit for stopping, 10 s. */
const killAfterMs = 12_000;

/** A smaller young generation: it costs a little speed and saves some 5 MB a process. */
const nodeFlags = ["--max-semi-space-size=4"];

/** Starts `mainFile` with exactly `env`; `onLine` gets each line of its stdout and stderr. */
export function startProcess(
  mainFile: string,
  env: Readonly<Record<string, string>>,
  onLine: (line: string) => void,
): ServiceProcess {
  const child = spawn(process.execPath, [...nodeFlags, mainFile], {
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  for (const input of [child.stdout, child.stderr]) {
    if (input !== null) createInterface({ input, crlfDelay: Infinity }).on("line", onLine);
  }
  const events = new EventEmitter();
  child.on("message", (message: unknown) => isReady(message) && events.emit("ready", message.ports));
  const ended = new Promise<Ending>((resolve) => {
    child.once("error", ({ message }) => child.pid ?? resolve({ code: null, reason: `could not start: ${message}` }));
    child.once("close", (code, signal) =>
      resolve({ code, reason: signal === null ? `ended with exit code ${code}` : `was ended by ${signal}` }),
    );
  });
  const kill = () => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      process.kill(-child.pid, "SIGKILL");
    }
  };
  return {
    ready: once(events, "ready").then(([ports]) => ports as Record<string, number>),
    ended,
    kill,
    send: (message) => {
      // The channel closes when the process ends, perhaps under the message.
      if (child.connected) child.send(message, () => {});
    },
    stop: async () => {
      child.kill("SIGTERM");
      const timer = setTimeout(kill, killAfterMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

type ReadyMessage = { readonly type: "ready"; readonly ports: Readonly<Record<string, number>> };

function isReady(message: unknown): message is ReadyMessage {
  return typeof message === "object" && message !== null && "type" in message && message.type === "ready";
}
