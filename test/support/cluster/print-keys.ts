import { execFileSync } from "node:child_process";
import { bootstrap } from "../start-supervisor.ts";

/** What `npm run -s keys` prints; keys that are not in the folder yet are made there. */
export function printKeys(folder: string): string {
  const env = { ...process.env, DATA_DIR: folder };
  return execFileSync(process.execPath, [bootstrap, "keys"], { encoding: "utf8", env });
}
