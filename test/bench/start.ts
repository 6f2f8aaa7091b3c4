import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { durationFlag } from "../support/duration-flag.ts";
import { type Measurement, measurementTable } from "../support/measurement-table.ts";
import { residentMiB, servicesUnder } from "../support/processes.ts";
import { watchProcess } from "../support/watch-process.ts";

// `npm run bench -- start [--idle 60s]`: how soon `npm start` answers, and the memory of each service after a while.

const bootstrap = join(import.meta.dirname, "../../services/local/bootstrap.mjs");
const url = `http://127.0.0.1:${process.env["WEB_PORT"] || "8080"}/api/list`;

const { values } = parseArgs({ options: { idle: { type: "string", default: "60s" } } });
const idleMs = durationFlag("idle", values.idle);
const dataDir = mkdtempSync(join(tmpdir(), "emojivoto-bench-"));
try {
  // The first start of a checkout fills the compile cache; the second one is measured.
  await stop((await startAndServe()).supervisor);
  const { supervisor, servedS } = await startAndServe();
  process.stderr.write(`waiting for ${idleMs / 1_000} s before memory is measured\n`);
  await delay(idleMs);
  const measurements = [{ name: "start to first answer", value: servedS, limit: 3, unit: "s" }, ...memory(supervisor)];
  await stop(supervisor);
  console.log(measurementTable(measurements));
  if (measurements.some(({ value, limit }) => value > limit)) process.exitCode = 1;
} finally {
  rmSync(dataDir, { recursive: true });
}

async function startAndServe(): Promise<{ supervisor: ChildProcess; servedS: number }> {
  const startedAt = performance.now();
  const env = { ...process.env, DATA_DIR: dataDir };
  const supervisor = spawn(process.execPath, [bootstrap, "start"], { env, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  const { line } = watchProcess("npm start", supervisor);
  const isReady = line(/to stop +Ctrl-C/);
  while (!(await answers())) await Promise.race([delay(5), isReady]);
  const servedS = (performance.now() - startedAt) / 1_000;
  await isReady;
  return { supervisor, servedS };
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function memory(supervisor: ChildProcess): Measurement[] {
  const services = [...servicesUnder(supervisor.pid)];
  return services.map(([name, pid]) => ({
    name: `${name}, resident`,
    value: residentMiB(pid),
    limit: 120,
    unit: "MiB",
  }));
}

async function stop(supervisor: ChildProcess): Promise<void> {
  supervisor.kill("SIGTERM");
  await once(supervisor, "close");
}
