import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";

/** The folder of a Go module, fetched from the module proxy; `sum` is what go.sum would say of it. */
export function downloadModule(module: string, sum: string): string {
  // In a folder without a go.mod, so that nothing of this repository is read or changed.
  const answer = execFileSync("go", ["mod", "download", "-json", module], { cwd: tmpdir(), encoding: "utf8" });
  const { Dir: folder, Sum: got } = JSON.parse(answer) as { readonly Dir: string; readonly Sum: string };
  if (got !== sum) throw new Error(`${module}: expected ${sum}, got ${got}: see what has changed before you take it`);
  return folder;
}
