import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The path of the first of these programs that is on PATH, or undefined: a test that needs it is then skipped. */
export function findProgram(...names: string[]): string | undefined {
  return findPrograms(...names)[0];
}

/** The paths of all programs of these names on PATH, in the order of the names. */
export function findPrograms(...names: string[]): string[] {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).filter(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
