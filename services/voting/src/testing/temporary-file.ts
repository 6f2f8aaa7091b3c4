import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A path for a store in a new folder, which goes when the test ends. */
export function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "emojivoto-voting-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "votes.db");
}
