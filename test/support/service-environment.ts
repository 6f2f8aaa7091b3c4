import { join } from "node:path";

const compileCache = join(import.meta.dirname, "../../node_modules/.cache/compile");

/** What every process of ours needs in a test, and `env`: ports that the kernel chooses, on this machine's own address. */
export function serviceEnvironment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? compileCache,
    LISTEN_HOST: "127.0.0.1",
    PROM_PORT: "0",
    ...env,
  };
}
