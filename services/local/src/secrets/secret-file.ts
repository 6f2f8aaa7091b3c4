import { randomUUID } from "node:crypto";
import { link, open, readFile, rename, rm } from "node:fs/promises";

/**
 * The content of `file`; where there is none yet, `make` gives it. Of two that make it at once one wins, and both
 * get the winner's content. Mode 0600; a kill at any point leaves the whole file or none.
 */
export async function readOrMake(file: string, make: () => string): Promise<string> {
  const found = await readIfThere(file);
  if (found !== undefined) return found;
  const whole = await writeBeside(file, make());
  try {
    await link(whole, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(whole);
  }
  return await readFile(file, "utf8");
}

/** Puts `content` in the place of what `file` holds; mode 0600, and readers see the old content or the new. */
export async function replaceFile(file: string, content: string): Promise<void> {
  await rename(await writeBeside(file, content), file);
}

/** The text of `file`, or undefined where there is no such file. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function writeBeside(file: string, content: string): Promise<string> {
  const beside = `${file}.${randomUUID()}.new`;
  const handle = await open(beside, "wx", 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return beside;
}
