import { execFile } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const main = join(root, "services/vote-bot/src/main.ts");
const compileCache = process.env["NODE_COMPILE_CACHE"] ?? join(root, "node_modules/.cache/compile");

/** How `vote-bot doctor` ended. */
export type Examined = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs `vote-bot doctor` with nothing but this in its environment. */
export function runDoctor(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Examined> {
  return new Promise((resolve) => {
    const options = { env: { PATH: process.env["PATH"], NODE_COMPILE_CACHE: compileCache, ...env } };
    execFile(process.execPath, [main, "doctor", ...args], options, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}
