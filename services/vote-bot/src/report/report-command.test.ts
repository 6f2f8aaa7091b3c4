import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { stallReport } from "./testing/hand-made-report.ts";
import { toJson } from "./to-json.ts";

const main = join(import.meta.dirname, "..", "main.ts");

/** Runs `vote-bot report`; resolves when it is over. */
function runReport(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const env = { PATH: process.env["PATH"] };
  return new Promise((resolve) => {
    execFile(process.execPath, [main, "report", ...args], { env, timeout: 30_000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    );
  });
}

async function saveRun(): Promise<{ folder: string; path: string }> {
  const folder = await mkdtemp(join(tmpdir(), "report-command-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "run.json");
  await writeFile(path, toJson(stallReport));
  return { folder, path };
}

test("a saved run is printed and written in other forms, with exit 0 although the run failed", async () => {
  const { folder, path } = await saveRun();
  const { code, stdout, stderr } = await runReport(path, "--out", `junit=${join(folder, "run.xml")}`);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^✗ failed after 30\.1 s/);
  expect(await readFile(join(folder, "run.xml"), "utf8")).toContain('failures="1"');
});

test("an output that cannot be written ends with 104 before anything is printed", async () => {
  const { folder, path } = await saveRun();
  expect(await runReport(path, "--out", `html=${folder}`)).toEqual({
    code: 104,
    stdout: "",
    stderr: `--out html=${folder}: cannot be written: it is a folder\n`,
  });
});
