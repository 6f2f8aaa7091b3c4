import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copySources, generate } from "./generate.ts";

/** The generated files, relative to this folder, that differ from what their sources give now. */
export function staleFiles(): string[] {
  const fresh = mkdtempSync(join(tmpdir(), "emojivoto-generated-"));
  try {
    copySources(fresh);
    generate(fresh);
    return differingFiles(import.meta.dirname, fresh);
  } finally {
    rmSync(fresh, { recursive: true });
  }
}

function differingFiles(committed: string, fresh: string): string[] {
  const files = new Set([...generatedFiles(committed), ...generatedFiles(fresh)]);
  return [...files].filter((file) => contentOf(join(committed, file)) !== contentOf(join(fresh, file)));
}

function generatedFiles(folder: string): string[] {
  return ["gen", "emojivoto"].flatMap((part) =>
    readdirSync(join(folder, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)),
  );
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
