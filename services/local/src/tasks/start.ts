import { constants } from "node:os";
import { join, resolve } from "node:path";
import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import { exitCodeConfig } from "@emojivoto/shared/config/read-config.ts";
import { cluster, stopOrder } from "../cluster/cluster.ts";
import { addressOf, type LocalService, type Ports, portVariables } from "../cluster/local-service.ts";
import { exportEnvironment, keepsTraces } from "../cluster/traces.ts";
import { readStartConfig, type StartConfig } from "../config.ts";
import { readFlags } from "../flags.ts";
import { createPrinter, type Printer } from "../output/printer.ts";
import { whereToLook } from "../output/where-to-look.ts";
import { builtPage } from "../supervisor/built-page.ts";
import { root } from "../root.ts";
import { makeSecrets, secretFilesIn } from "../secrets/secret-files.ts";
import { type KeptService, keepRunning } from "../supervisor/keep-running.ts";
import { createMeshLink } from "../supervisor/mesh-link.ts";
import { passedOn } from "../supervisor/passed-on.ts";
import { startProcess } from "../supervisor/start-process.ts";
import { stopRequests } from "../supervisor/stop-requests.ts";
import { supervise } from "../supervisor/supervise.ts";
import { takenPorts } from "../supervisor/taken-ports.ts";
import { usage } from "../usage.ts";

const host = "127.0.0.1";

/** `npm start`: all services on this machine until it is told to stop. Resolves to the exit code. */
export async function start(args: readonly string[]): Promise<number> {
  if (readFlags(args).help) {
    console.log(usage());
    return 0;
  }
  try {
    return await run(readStartConfig(args, process.env));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const fault of error.faults) process.stderr.write(`${fault}\n`);
    return exitCodeConfig;
  }
}

async function run(config: StartConfig): Promise<number> {
  const requests = stopRequests();
  const dataFolder = resolve(root, config.DATA_DIR);
  const files = secretFilesIn(dataFolder);
  const printer = createPrinter(config);
  const pageDir = keepsTraces(config) ? await builtPage((line) => printer.say("traces", line)) : undefined;
  const stages = cluster(config, files, pageDir);
  const taken = await takenPorts(stages.flat(), host);
  for (const line of taken) process.stderr.write(`${line}\n`);
  if (taken.length > 0) return 1;
  await makeSecrets(files, "DATA_DIR");
  await supervise({
    stages,
    stopOrder: stopOrder(stages),
    requests,
    keep: createKeep(config, printer),
    onReady: (ports) => {
      process.stdout.write(whereToLook(config, addresses(config, ports), dataFolder));
    },
    onStopping: () => printer.say("start", "stopping"),
  });
  return requests.kill.aborted ? 128 + constants.signals.SIGINT : 0;
}

/** Starts a service with its variables, tells the mesh where it is, and keeps it running. */
function createKeep(config: StartConfig, printer: Printer) {
  const common = { ...passedOn(process.env), LISTEN_HOST: host };
  const link = createMeshLink();
  return (service: LocalService, ports: Ports): KeptService => {
    const { name, mainFile } = service;
    return keepRunning(
      (before) => {
        const env = {
          ...common,
          ...exportEnvironment(config, ports),
          ...service.env(ports, before),
          ...portVariables(service, before),
        };
        const process = startProcess(join(root, mainFile), env, (line) => printer.relay(name, line));
        if (name === "mesh") link.meshStarted(process);
        else if (config.withMesh && name !== "traces") void process.ready.then((its) => link.appIsAt(name, its));
        return process;
      },
      (line) => printer.say(name, line),
    );
  };
}

function addresses(config: StartConfig, ports: Ports) {
  return {
    web: config.withMesh ? addressOf(ports, "mesh", "web.inbound") : addressOf(ports, "web", "http"),
    traces: keepsTraces(config) ? addressOf(ports, "traces", "http") : undefined,
  };
}
