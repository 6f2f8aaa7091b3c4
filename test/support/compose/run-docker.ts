import { execFile } from "node:child_process";
import { root } from "./read-compose-file.ts";

/** How a command ended, with all that it printed. */
export type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Whether tests run that need a Docker engine: `.ci/with-docker` has one. */
export const composeTests = process.env["COMPOSE_TESTS"] === "on";

const maxOutputBytes = 64 * 1_024 * 1_024;

/** Runs a client of Docker at the top of the repository, with these variables too. */
export function tryCommand(command: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const [program = "", ...args] = command;
  const options = { cwd: root, env: { ...process.env, ...env }, maxBuffer: maxOutputBytes };
  return new Promise((resolve) => {
    execFile(program, args, options, (error, stdout, stderr) => {
      const code = typeof error?.code === "number" ? error.code : 1;
      resolve({ code: error === null ? 0 : code, stdout, stderr: stderr || (error?.message ?? "") });
    });
  });
}

/** What `docker …` prints; throws with all that it printed when it fails. */
export async function docker(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await tryCommand(["docker", ...args]);
  if (code !== 0) throw new Error(`docker ${args.join(" ")} ended with ${code}:\n${stdout}${stderr}`);
  return stdout.trim();
}
