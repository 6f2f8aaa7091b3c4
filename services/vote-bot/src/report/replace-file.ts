import { access, constants, lstat, rename, rm, stat, writeFile } from "node:fs/promises";

/** The file that stands in for `path` until it is whole. */
const partOf = (path: string) => `${path}.${process.pid}.part`;

/** Writes a whole file or leaves what was there. A link, a device or a pipe is written through. Throws as node:fs does. */
export async function replaceFile(path: string, text: string): Promise<void> {
  if (!(await isReplaceable(path))) return writeFile(path, text);
  const part = partOf(path);
  try {
    await writeFile(part, text, { flush: true });
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Throws as `replaceFile` would, without a trace left. */
export async function tryReplaceFile(path: string): Promise<void> {
  if (!(await isReplaceable(path))) return tryWriteThrough(path);
  const part = partOf(path);
  await writeFile(part, "");
  await rm(part);
}

/** Without opening it: whoever reads a pipe would take the close for its end. */
async function tryWriteThrough(path: string): Promise<void> {
  if ((await stat(path)).isDirectory()) throw Object.assign(new Error(`${path} is a folder`), { code: "EISDIR" });
  await access(path, constants.W_OK);
}

/** Only a plain file may be replaced by another; in place of a device (`/dev/stdout`) it would break the machine. */
async function isReplaceable(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return true;
  }
}
