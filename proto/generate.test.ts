import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { copySources, generate, lint } from "./generate.ts";

test("the generated code is what the catalogue and the .proto files generate", () => {
  const folder = mkdtempSync(join(tmpdir(), "emojivoto-proto-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  copySources(folder);
  generate(folder);
  for (const part of ["emojivoto", "gen"])
    expect(contentsOf(folder, part)).toEqual(contentsOf(import.meta.dirname, part));
});

test("the .proto files keep buf's rules, but for the exceptions that buf.yaml lists", () => {
  expect(() => lint()).not.toThrow();
});

function contentsOf(folder: string, part: string): Record<string, string> {
  const files = readdirSync(join(folder, part), { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  return Object.fromEntries(
    files.map((file) => {
      const path = join(file.parentPath, file.name);
      return [path.slice(folder.length), readFileSync(path, "utf8")];
    }),
  );
}
