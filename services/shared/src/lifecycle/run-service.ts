import { setTimeout as delay } from "node:timers/promises";
import type { Metrics } from "../telemetry/metrics/metrics.ts";
import { exitCodeConfig } from "../config/read-config.ts";
import { ConfigError } from "../config/config-error.ts";
import { type AnswerAdmin, createAdminServer } from "../http/admin-server.ts";
import type { Logger } from "../log/create-logger.ts";
import type { Telemetry } from "../telemetry/start-telemetry.ts";
import type { Health } from "./health.ts";
import { stopSignal } from "./stop-signal.ts";

export type RunOptions = {
  /** Begins to accept requests; resolves to the ports by name. */
  listen: () => Promise<Record<string, number>>;
  /** What the admin port answers beside health and metrics. */
  admin?: AnswerAdmin;
  /** Whether an error that nobody caught has been dealt with all the same; any other is a bug that ends the process. */
  isDealtWith?: (error: unknown) => boolean;
  /** Work that ends by itself: the service stops with the exit code it resolves to. */
  work?: (stop: AbortSignal) => Promise<number>;
  /** Run in order once requests are no longer wanted: drain servers first, close what they use after. */
  stop: readonly (() => Promise<void> | void)[];
};

type Parts = {
  /** Without PROM_PORT there is no admin server. */
  config: { LISTEN_HOST: string; PROM_PORT?: number; SHUTDOWN_GRACE: number };
  log: Logger;
  health: Health;
  metrics: Metrics;
  telemetry: Pick<Telemetry, "shutdown">;
};

/** All stop steps together; with the telemetry flush (2 s) a stop stays within 10 s and the grace. */
const stopTimeoutMs = 7_500;

/**
 * Listens, waits for SIGTERM, SIGINT or the end of the IPC channel to a supervisor, and stops in this order:
 * readiness off → grace → the stop steps → admin server → telemetry flush → exit 0.
 * With an IPC channel it tells the supervisor `{ type: "ready", ports }`.
 */
export async function runService(parts: Parts, options: RunOptions): Promise<never> {
  const { config, log, health, metrics, telemetry } = parts;
  const stop = stopSignal();
  exitOnBug(parts, options.isDealtWith);
  const admin = createAdminServer(health, metrics, options.admin);
  health.set("lifecycle", "starting");
  try {
    const { LISTEN_HOST, PROM_PORT } = config;
    const adminPorts = PROM_PORT === undefined ? {} : { admin: await admin.listen(LISTEN_HOST, PROM_PORT) };
    const ports = { ...adminPorts, ...(await options.listen()) };
    health.set("lifecycle", undefined);
    log.info({ ports }, "listening");
    // Without a callback, a channel that has closed would end the process with an error.
    process.send?.({ type: "ready", ports }, () => {});
  } catch (error) {
    return exit(parts, exitCodeOfStart(error, log));
  }

  const work = options.work?.(stop);
  const exitCode = await (work ?? aborted(stop).then(() => 0));
  log.info({ reason: String(stop.reason ?? "finished") }, "stopping");
  health.set("lifecycle", "stopping");
  if (stop.aborted) await delay(config.SHUTDOWN_GRACE);
  await Promise.race([runSteps(options.stop, log), timedOut(log)]);
  await admin.close();
  await telemetry.shutdown();
  return exit(parts, exitCode);
}

async function runSteps(steps: RunOptions["stop"], log: Logger): Promise<void> {
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      log.error({ err: error }, "a stop step failed");
    }
  }
}

async function timedOut(log: Logger): Promise<void> {
  await delay(stopTimeoutMs, undefined, { ref: false });
  log.error({ ms: stopTimeoutMs }, "stopping took too long: what is left is cut off");
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function exitCodeOfStart(error: unknown, log: Logger): number {
  if (error instanceof ConfigError) {
    for (const fault of error.faults) log.fatal(fault);
    return exitCodeConfig;
  }
  const { code, message, syscall, address, port } = error as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
  };
  if (code === "EADDRINUSE") log.fatal(`port ${port} on ${address} is taken by another process`);
  else if (code === "EACCES") log.fatal(`port ${port} on ${address} may not be used by this user`);
  else if (syscall === "listen" || syscall === "getaddrinfo") log.fatal(`cannot listen, see LISTEN_HOST: ${message}`);
  else log.fatal({ err: error }, "could not start");
  return 1;
}

/** An error nobody caught is a bug whose state is unknown: told, flushed, and ended with exit code 1. */
function exitOnBug(parts: Parts, isDealtWith: RunOptions["isDealtWith"]): void {
  let isEnding = false;
  const onBug = (error: unknown) => {
    if (isEnding || isDealtWith?.(error)) return;
    isEnding = true;
    parts.log.fatal({ err: error }, "an error nobody caught");
    void parts.telemetry.shutdown().then(() => exit(parts, 1));
  };
  process.on("uncaughtException", onBug);
  process.on("unhandledRejection", onBug);
}

/** Ends the process once its last log line is written. */
function exit({ log }: Parts, code: number): Promise<never> {
  return new Promise(() => log.flush(() => process.exit(code)));
}
