import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { root } from "./root.ts";

const passedOn = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs the program of a package that the root installs, in the root folder, on our stdin, stdout and stderr.
 * Resolves to its exit code, or to 128 and the number of the signal that ended it. Signals to us reach it too.
 */
export async function runTool(packageName: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [programOf(packageName), ...args], { cwd: root, stdio: "inherit" });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of passedOn) process.on(signal, pass);
  const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  for (const name of passedOn) process.off(name, pass);
  return signal === null ? (code ?? 1) : 128 + constants.signals[signal];
}

function programOf(packageName: string): string {
  const folder = join(root, "node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { bin: Record<string, string> };
  return join(folder, Object.values(bin)[0] ?? "");
}
