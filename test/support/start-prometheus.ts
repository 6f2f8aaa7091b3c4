import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { freePort } from "./free-port.ts";
import { watchProcess } from "./watch-process.ts";

/** The configuration that users get. */
export const prometheusFolder = join(import.meta.dirname, "../../kustomize/observability/prometheus");

/** The real Prometheus' binary, where `.ci/run` has built one. */
export const prometheusProgram = process.env["PROMETHEUS_BIN"];

export type Prometheus = {
  /** The `data` of an answer of its API: `ask("query", { query })`. Throws what it says of a query that it refuses. */
  ask(endpoint: string, parameters?: Readonly<Record<string, string>>): Promise<unknown>;
  stop(): Promise<void>;
};

/**
 * Starts a real Prometheus from its files, which scrapes, evaluates and alerts every second; the caller stops it.
 * `addresses` are those of the compose file's hosts, `web:8801` and so on; a target without one is left out.
 */
export async function startPrometheus(
  program: string,
  addresses: Readonly<Record<string, string>>,
): Promise<Prometheus> {
  const folder = mkdtempSync(join(tmpdir(), "emojivoto-prometheus-"));
  const address = `127.0.0.1:${await freePort()}`;
  writeConfiguration(folder, { ...addresses, "localhost:9090": address });
  const flags = [
    `--config.file=${join(folder, "prometheus.yaml")}`,
    `--storage.tsdb.path=${join(folder, "data")}`,
    `--web.listen-address=${address}`,
    "--enable-feature=exemplar-storage",
  ];
  const child = spawn(program, flags, { stdio: ["ignore", "pipe", "pipe"] });
  const prometheus = watchProcess("prometheus", child);
  await prometheus.line(/Server is ready to receive web requests/);
  return {
    ask: async (endpoint, parameters = {}) => {
      const url = `http://${address}/api/v1/${endpoint}?${new URLSearchParams(parameters).toString()}`;
      const { data, error } = (await (await fetch(url)).json()) as { data: unknown; error?: string };
      if (error !== undefined) throw new Error(`${error}: ${JSON.stringify(parameters)}`);
      return data;
    },
    stop: async () => {
      await prometheus.stop("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeConfiguration(folder: string, addresses: Readonly<Record<string, string>>): void {
  cpSync(prometheusFolder, folder, { recursive: true });
  const compose = "targets/compose.yaml";
  const rules = readdirSync(join(folder, "rules")).map((name) => join("rules", name));
  for (const file of ["prometheus.yaml", compose, ...rules]) {
    const text = readFileSync(join(folder, file), "utf8");
    // An alert waits a little longer: a scrape that took more than its second is no service that is down.
    const quick = text
      .replaceAll(/^(.*(?:interval|timeout)): \d+s$/gm, "$1: 1s")
      .replaceAll(/^(.*for): \d+m$/gm, "$1: 3s");
    writeFileSync(join(folder, file), quick);
  }
  rmSync(join(folder, "targets/kubernetes.yaml"));
  const here: unknown = parse(readFileSync(join(folder, compose), "utf8"), (key, value: unknown) =>
    key === "targets" ? (value as readonly string[]).flatMap((target) => addresses[target] ?? []) : value,
  );
  writeFileSync(join(folder, compose), JSON.stringify(here));
}
