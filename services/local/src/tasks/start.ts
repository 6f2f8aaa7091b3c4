import { constants } from "node:os";
import { join, resolve } from "node:path";
import { ConfigError } from "@emojivoto/shared/config/config-error.ts";
import { exitCodeConfig } from "@emojivoto/shared/config/read-config.ts";
import { readStartConfig, type StartConfig } from "../config.ts";
import { readFlags } from "../flags.ts";
import { createPrinter } from "../output/printer.ts";
import { whereToLook } from "../output/where-to-look.ts";
import { root } from "../root.ts";
import { makeSecrets, secretFilesIn } from "../secrets/secret-files.ts";
import { keepRunning } from "../supervisor/keep-running.ts";
import { addressOf, localServices, portVariables } from "../supervisor/local-services.ts";
import { passedOn } from "../supervisor/passed-on.ts";
import { startProcess } from "../supervisor/start-process.ts";
import { stopRequests } from "../supervisor/stop-requests.ts";
import { supervise } from "../supervisor/supervise.ts";
import { takenPorts } from "../supervisor/taken-ports.ts";
import { usage } from "../usage.ts";

const host = "127.0.0.1";

/** `npm start`: all four services on this machine until it is told to stop. Resolves to the exit code. */
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
  const files = secretFilesIn(resolve(root, config.DATA_DIR));
  const stages = localServices(config, files);
  const taken = await takenPorts(stages.flat(), host);
  for (const line of taken) process.stderr.write(`${line}\n`);
  if (taken.length > 0) return 1;
  await makeSecrets(files);
  const printer = createPrinter(config);
  const common = { ...passedOn(process.env), LISTEN_HOST: host };
  await supervise({
    stages,
    requests,
    keep: (service, ports) =>
      keepRunning(
        (portsBefore) =>
          startProcess(
            join(root, "services", service.name, "src/main.ts"),
            { ...common, ...service.env(ports), ...portVariables(service, portsBefore) },
            (line) => printer.relay(service.name, line),
          ),
        (line) => printer.say(service.name, line),
      ),
    onReady: (ports) => {
      process.stdout.write(whereToLook(config, addressOf(ports, "web", "http"), files.folder));
    },
    onStopping: () => printer.say("start", "stopping"),
  });
  return requests.kill.aborted ? 128 + constants.signals.SIGINT : 0;
}
