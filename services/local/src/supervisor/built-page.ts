import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../root.ts";
import { pageSourcesHash } from "../page/sources-hash.ts";

const cache = join(root, "node_modules/.cache/trace-page");
const program = join(root, "services/local/src/page/build-page.ts");

/**
 * The folder of the trace page, built in a process of its own when its sources have changed since the last time.
 * Undefined, with a line to `report`, when it cannot be built: the store is of use without it.
 */
export async function builtPage(report: (line: string) => void): Promise<string | undefined> {
  const folder = join(cache, await pageSourcesHash());
  if (existsSync(join(folder, "index.html"))) return folder;
  const unfinished = `${folder}.${process.pid}`;
  const child = spawn(process.execPath, [program, unfinished], { stdio: ["ignore", "ignore", "inherit"] });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) {
    report("the trace page could not be built (see above): traces are at /api/traces alone");
    return undefined;
  }
  // Whoever is first; another start may be building the same.
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true, force: true }));
  return folder;
}
