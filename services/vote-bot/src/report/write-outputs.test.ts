import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readReport } from "./read-report.ts";
import { emptyReport, stallReport } from "./testing/hand-made-report.ts";
import { toJson } from "./to-json.ts";
import { checkOutputs, writeOutputs } from "./write-outputs.ts";

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "outputs-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test("each format is written to its file, and nothing else stays", async () => {
  const folder = await makeFolder();
  const path = (name: string) => join(folder, name);
  await writeOutputs(stallReport, [
    { format: "json", path: path("run.json") },
    { format: "junit", path: path("run.xml") },
    { format: "html", path: path("run.html") },
  ]);
  expect((await readdir(folder)).toSorted()).toEqual(["run.html", "run.json", "run.xml"]);
  expect(await readReport(path("run.json"))).toEqual(stallReport);
  expect(await readFile(path("run.xml"), "utf8")).toMatch(/^<\?xml/);
  expect(await readFile(path("run.html"), "utf8")).toMatch(/^<!doctype html>/);
});

test("an output that cannot be written is named, and the others are written all the same", async () => {
  const folder = await makeFolder();
  const outputs = [
    { format: "html", path: folder },
    { format: "junit", path: join(folder, "none", "run.xml") },
    { format: "json", path: join(folder, "run.json") },
  ] as const;
  await expect(writeOutputs(emptyReport, outputs)).rejects.toThrow(
    `--out html=${folder}: cannot be written: it is a folder\n` +
      `--out junit=${folder}/none/run.xml: cannot be written: there is no such file or folder`,
  );
  expect(await readReport(join(folder, "run.json"))).toEqual(emptyReport);
});

test("unwritable outputs are found before the run, and looking leaves no trace", async () => {
  const folder = await makeFolder();
  const path = join(folder, "run.json");
  await writeFile(path, "the run before");
  await checkOutputs([{ format: "json", path }]);
  await expect(checkOutputs([{ format: "json", path: join(path, "run.json") }])).rejects.toThrow(
    "cannot be written: a part of the path is a file, not a folder",
  );
  expect(await readdir(folder)).toEqual(["run.json"]);
  expect(await readFile(path, "utf8")).toBe("the run before");
});

test("two outputs in one file are refused", async () => {
  const path = join(await makeFolder(), "run");
  await expect(
    checkOutputs([
      { format: "json", path },
      { format: "html", path },
    ]),
  ).rejects.toThrow(`--out: expected a file for each output, got \`${path}\` twice`);
});

test("a link stays a link, and what it leads to is written", async () => {
  const folder = await makeFolder();
  await mkdir(join(folder, "runs"));
  await writeFile(join(folder, "runs", "1.json"), "");
  await symlink(join("runs", "1.json"), join(folder, "latest.json"));
  await writeOutputs(emptyReport, [{ format: "json", path: join(folder, "latest.json") }]);
  expect(await readReport(join(folder, "runs", "1.json"))).toEqual(emptyReport);
  expect((await readdir(folder, { withFileTypes: true })).find(({ name }) => name === "latest.json")).toSatisfy(
    (entry: { isSymbolicLink(): boolean }) => entry.isSymbolicLink(),
  );
});

test("a pipe gets the output, and is not replaced by a file", async () => {
  const path = join(await makeFolder(), "pipe");
  execFileSync("mkfifo", [path]);
  const read = readFile(path, "utf8");
  const outputs = [{ format: "json", path }] as const;
  await checkOutputs(outputs);
  await writeOutputs(emptyReport, outputs);
  expect(await read).toBe(toJson(emptyReport));
});
