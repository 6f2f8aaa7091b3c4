import { setTimeout as delay } from "node:timers/promises";
import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import { nextDelayMs } from "./backoff.ts";
import type { ServiceProcess } from "./start-process.ts";

/** A configuration that cannot be used: the services' exit code and vote-bot's. */
const exitCodesConfig = new Set<number | null>([78, 104]);

type Ports = Readonly<Record<string, number>>;

/** A service that is started again whenever it ends, until it is stopped. */
export type KeptService = {
  /** The ports of its first start; a later one is given the same. Rejects when its configuration cannot be used. */
  readonly ready: Promise<Ports>;
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
};

/**
 * Keeps a service running: `start` starts it, on the ports it had before if any; `report` gets a line for each
 * end and each return.
 */
export function keepRunning(start: (ports?: Ports) => ServiceProcess, report: (line: string) => void): KeptService {
  const stopping = new AbortController();
  const first = Promise.withResolvers<Ports>();
  let current: ServiceProcess | undefined;

  const run = async () => {
    let ports: Ports | undefined;
    let delayMs: number | undefined;
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      current = start(ports);
      void current.ready.then((itsPorts) => {
        if (ports !== undefined) report("is back");
        ports = itsPorts;
        first.resolve(itsPorts);
      });
      const { code, reason } = await current.ended;
      if (stopping.signal.aborted) return;
      if (exitCodesConfig.has(code) && ports === undefined) {
        report(reason);
        first.reject(new ConfigError(["a service cannot use its configuration: its lines above say why"]));
        return;
      }
      delayMs = nextDelayMs(delayMs, performance.now() - startedAt);
      report(`${reason}; starting it again in ${delayMs / 1_000} s`);
      await delay(delayMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };

  const done = run();
  return {
    ready: first.promise,
    stop: async () => {
      stopping.abort();
      await current?.stop();
      await done;
    },
    kill: () => {
      stopping.abort();
      current?.kill();
    },
  };
}
