import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { durationFlag } from "../support/duration-flag.ts";
import { type ContainerMemory, containerMemory } from "../support/compose/container-memory.ts";
import { freePorts } from "../support/compose/free-ports.ts";
import { docker, tryCommand } from "../support/compose/run-docker.ts";
import { type Measurement, measurementTable } from "../support/measurement-table.ts";

// `.ci/with-docker npm run bench -- compose [--ups 3] [--idle 60s] [--load 30s]`: how soon a first `docker compose up`
// with built images is there, the memory of its containers after a while and at 200 visits a second (--load 0s: not),
// and whether any was too small.

const project = `bench-${process.pid}`;
const ports = await freePorts();
const app = ["web", "emoji", "voting", "vote-bot"];

const { values } = parseArgs({
  options: {
    ups: { type: "string", default: "3" },
    idle: { type: "string", default: "60s" },
    load: { type: "string", default: "30s" },
  },
});
const ups = Number(values.ups);
if (!Number.isInteger(ups) || ups < 1) throw new Error(`--ups: expected a whole number from 1, got \`${values.ups}\``);
const idleMs = durationFlag("idle", values.idle);
const loadMs = durationFlag("load", values.load);
try {
  await compose("build", "--quiet");
  const starts: number[] = [];
  for (let round = 0; round < ups; round++) {
    await compose("down", "--volumes");
    const startedAt = performance.now();
    await compose("up", "--detach", "--wait");
    starts.push((performance.now() - startedAt) / 1_000);
  }
  say(`waiting for ${idleMs / 1_000} s before memory is measured`);
  await delay(idleMs);
  const atRest = await containerMemory(project);
  const underLoad = loadMs > 0 ? await memoryUnderLoad() : new Map<string, ContainerMemory>();
  const measurements: Measurement[] = [
    { name: `first \`up --wait\`, the slowest of ${ups}`, value: Math.max(...starts), limit: 20, unit: "s" },
    { name: "the app, idle", value: sum(atRest, app), limit: 500, unit: "MiB" },
    { name: "the app and Jaeger, idle", value: sum(atRest, [...app, "jaeger"]), limit: 650, unit: "MiB" },
    ...[...underLoad].map(([service, { usedMiB, limitMiB }]) => ({
      name: `${service}, the most at 200 visits/s`,
      value: usedMiB,
      limit: limitMiB,
      unit: "MiB",
    })),
    { name: "containers that were too small", value: await killedCount(), limit: 0, unit: "" },
  ];
  console.log(measurementTable(measurements));
  if (measurements.some(({ value, limit }) => value > limit)) process.exitCode = 1;
} finally {
  await compose("down", "--volumes", "--timeout=5");
}

async function compose(...args: string[]): Promise<void> {
  const { code, stdout, stderr } = await tryCommand(["docker", "compose", "-p", project, ...args], ports);
  if (code !== 0) throw new Error(`docker compose ${args.join(" ")} ended with ${code}:\n${stdout}${stderr}`);
}

/** The most that each container was seen to use while visits come in. */
async function memoryUnderLoad(): Promise<Map<string, ContainerMemory>> {
  say(`200 visits a second for ${loadMs / 1_000} s`);
  const flags = ["--rate", "200", "--duration", `${loadMs}ms`, "--warmup", "auto"];
  const over = new AbortController();
  const visits = compose("run", "--rm", "-T", "load", ...flags).finally(() => over.abort());
  const [most] = await Promise.all([mostUntil(over.signal), visits]);
  return most;
}

async function mostUntil(over: AbortSignal): Promise<Map<string, ContainerMemory>> {
  const most = new Map<string, ContainerMemory>();
  while (!over.aborted) {
    for (const [service, seen] of await containerMemory(project)) {
      if (seen.usedMiB > (most.get(service)?.usedMiB ?? 0)) most.set(service, seen);
    }
    await delay(1_000, undefined, { signal: over }).catch(() => {});
  }
  return most;
}

function sum(memory: ReadonlyMap<string, ContainerMemory>, services: readonly string[]): number {
  return services.reduce((total, service) => total + (memory.get(service)?.usedMiB ?? Number.NaN), 0);
}

/** Of those that are to run: killed for their memory, or started again. */
async function killedCount(): Promise<number> {
  const ids = (await docker("ps", "-aq", "-f", `label=com.docker.compose.project=${project}`)).split("\n");
  const states = await docker("inspect", "-f", "{{.State.OOMKilled}} {{.RestartCount}}", ...ids);
  return states.split("\n").filter((state) => state !== "false 0").length;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
