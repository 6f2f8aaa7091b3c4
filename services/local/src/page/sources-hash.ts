import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const sourceFolder = import.meta.dirname;
const lockfile = join(sourceFolder, "../../../../pnpm-lock.yaml");
const source = /^(?!testing\/)(?!.*\.test\.tsx?$).*\.(tsx?|css)$/;

/** A hash of all that the page is built from, in hex: the same hash, the same page. */
export async function pageSourcesHash(): Promise<string> {
  const names = (await readdir(sourceFolder, { recursive: true }))
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => source.test(name));
  const hash = createHash("sha256").update(await readFile(lockfile));
  for (const name of names.toSorted()) hash.update(name).update(await readFile(join(sourceFolder, name)));
  return hash.digest("hex").slice(0, 16);
}
