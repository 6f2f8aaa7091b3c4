import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "./free-port.ts";
import { watchProcess } from "./watch-process.ts";

/** A Loki that runs from the file that users get. */
export type Loki = {
  /** URL without a closing slash. */
  readonly url: string;
  /** The variables that make a service send its log lines here at once. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
};

const readyWithinMs = 20_000;
const configFile = join(import.meta.dirname, "../../kustomize/observability/loki/loki.yaml");

/** The real Loki's binary, where `.ci/run` has built one. */
export const lokiProgram = process.env["LOKI_BIN"];

/** Starts a real Loki from kustomize/observability/loki, with its data in a folder of its own; the caller stops it. */
export async function startLoki(program: string): Promise<Loki> {
  const folder = mkdtempSync(join(tmpdir(), "emojivoto-loki-"));
  const [http, grpc] = [await freePort(), await freePort()];
  const settings = {
    "config.file": configFile,
    "server.http-listen-address": "127.0.0.1",
    "server.http-listen-port": http,
    "server.grpc-listen-address": "127.0.0.1",
    "server.grpc-listen-port": grpc,
    "querier.frontend-address": `127.0.0.1:${grpc}`,
    "common.path-prefix": folder,
    "common.storage.filesystem.chunk-directory": join(folder, "chunks"),
    "common.storage.filesystem.rules-directory": join(folder, "rules"),
  };
  const flags = Object.entries(settings).map(([name, value]) => `-${name}=${value}`);
  const loki = watchProcess("loki", spawn(program, flags, { stdio: ["ignore", "pipe", "pipe"] }));
  const url = `http://127.0.0.1:${http}`;
  const endedEarly = loki.ended.then((end): never => {
    throw new Error(`Loki ended with ${end} before it was ready:\n${loki.lines.join("\n")}`);
  });
  await Promise.race([untilAnswered(`${url}/ready`), endedEarly]);
  return {
    url,
    env: {
      OTEL_LOGS_EXPORTER: "otlp",
      OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: `${url}/otlp/v1/logs`,
      OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: "http/protobuf",
      OTEL_BLRP_SCHEDULE_DELAY: "50",
    },
    // No flush is waited for: its data goes too.
    stop: async () => {
      await loki.stop("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilAnswered(url: string): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (!(await isAnswered(url))) {
    if (Date.now() > deadline) throw new Error(`${url} gave no 200 within ${readyWithinMs} ms`);
    await delay(100);
  }
}

async function isAnswered(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    // Nobody listens yet.
    return false;
  }
}
